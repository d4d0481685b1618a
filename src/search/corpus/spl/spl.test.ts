import { describe, expect, it } from 'vitest'
import { onlyDocument, outline, problemsOf, readFile } from '../testing/read-file.ts'

const loinc = 'codeSystem="2.16.840.1.113883.6.1"'

const label = `<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="https://www.accessdata.fda.gov/spl/stylesheet/spl.xsl" type="text/xsl"?>
<document xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <id root="11111111-2222-3333-4444-555555555555"/>
  <code code="34391-3" ${loinc} displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
  <title>These highlights do not include all the information needed to use HARROWIX.<br/>Initial U.S. Approval: 2020</title>
  <effectiveTime value="20240517"/>
  <setId root="AAAAAAAA-0000-1111-2222-BBBBBBBBBBBB"/>
  <versionNumber value="12"/>
  <component><structuredBody>
    <component><section><code code="48780-1" ${loinc}/>
      <subject><manufacturedProduct><manufacturedProduct>
        <name>Harrowix</name><formCode code="C42998" displayName="TABLET"/>
        <asEntityWithGeneric><genericMedicine><name>harrowmab sodium</name></genericMedicine></asEntityWithGeneric>
      </manufacturedProduct></manufacturedProduct></subject>
      <subject><manufacturedProduct><manufacturedProduct>
        <name>HARROWIX</name>
        <asEntityWithGeneric><genericMedicine><name>HARROWMAB SODIUM</name></genericMedicine></asEntityWithGeneric>
      </manufacturedProduct></manufacturedProduct></subject>
    </section></component>
    <component><section><code code="34066-1" ${loinc}/><title>WARNING: BLEEDING</title>
      <text><paragraph><content styleCode="bold">Do not stop early.</content></paragraph></text></section></component>
    <component><section><code code="34068-7" ${loinc}/><title>2 DOSAGE AND ADMINISTRATION</title>
      <excerpt><highlight><text><paragraph>In short: 5 mg.</paragraph></text></highlight></excerpt>
      <component><section><code code="42229-5" ${loinc}/><title>2.1  Adults</title>
        <text>Start low.<paragraph>Take with water<footnote>Not milk.</footnote>.</paragraph>
          <list listType="unordered"><item><caption>•</caption>5 mg by mouth</item><item>twice daily<list><item>not at night</item></list></item></list>
          <table><caption>Table 1: Dose</caption><thead><tr><th>Creatinine clearance</th><th>Dose</th></tr></thead>
          <tbody><tr><td>&lt; 30 ml/min</td><td>2.5 mg</td></tr></tbody></table>
          <renderMultiMedia referencedObject="MM1"/></text></section></component>
    </section></component>
    <component><section><code code="34088-5" ${loinc}/><text><paragraph>Call for help.</paragraph></text></section></component>
    <component><section><code code="51945-4" ${loinc}/><title>PACKAGE LABEL</title><text><paragraph>NDC 00</paragraph></text></section></component>
  </structuredBody></component>
</document>`

describe('labels of DailyMed', () => {
  it('keep names, sections, the boxed warning and tables of doses', async () => {
    const document = await onlyDocument('label.xml', label)
    expect(document).toMatchObject({
      id: 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
      source: 'dailymed',
      type: 'drug-label',
      title: 'Harrowix (harrowmab sodium)',
      focus: 'harrowmab sodium',
      synonyms: ['Harrowix'],
      date: '2024-05-17',
      url: 'https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
    })
    expect(outline(document)).toEqual([
      '# Boxed warning: WARNING: BLEEDING',
      'Do not stop early.',
      '# 2 DOSAGE AND ADMINISTRATION > 2.1 Adults',
      'Start low.',
      'Take with water (Not milk.).',
      '- 5 mg by mouth',
      '- twice daily',
      '- not at night',
      '| Table 1: Dose\nCreatinine clearance: < 30 ml/min | Dose: 2.5 mg',
      '# Overdosage',
      'Call for help.',
    ])
  })

  it('tell the newer version of a label', async () => {
    const [one] = await readFile('label.xml', label)
    const [other] = await readFile('label.xml', label.replace('value="12"', 'value="9"'))
    const revision = (loaded: typeof one): string =>
      loaded?.kind === 'document' ? (loaded.revision ?? '') : ''
    expect(revision(one)).toBe('00000012')
    expect(revision(one) > revision(other)).toBe(true)
  })

  it('without a set id are skipped', async () => {
    expect(problemsOf(await readFile('label.xml', label.replace(/<setId.*\/>/, '')))).toMatchObject([
      { code: 'SOURCE_RECORD', place: { file: 'label.xml', line: 3 } },
    ])
  })
})
