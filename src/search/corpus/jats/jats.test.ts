import { describe, expect, it } from 'vitest'
import { documentsOf, onlyDocument, outline, problemsOf, readFile } from '../testing/read-file.ts'

const article = `<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.2 20190208//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" article-type="research-article">
<front><article-meta>
  <article-id pub-id-type="pmid">900001</article-id><article-id pub-id-type="pmc">9000002</article-id>
  <article-id pub-id-type="doi">10.5555/jats.1</article-id>
  <title-group><article-title>Plough fever in <italic>adults</italic><xref ref-type="fn" rid="f1">*</xref></article-title></title-group>
  <pub-date pub-type="ppub"><month>6</month><year>2024</year></pub-date>
  <pub-date pub-type="epub"><day>17</day><month>5</month><year>2024</year></pub-date>
  <permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Open access.</license-p></license></permissions>
  <abstract><sec><title>Aims</title><p>To see what helps.</p></sec></abstract>
  <abstract abstract-type="graphical"><p>A picture.</p></abstract>
  <kwd-group><kwd>plough fever</kwd><kwd>harrowmab</kwd></kwd-group>
</article-meta></front>
<body>
  <sec id="s1"><title>Methods</title>
    <p>As others did [<xref ref-type="bibr" rid="r1">1</xref>, <xref ref-type="bibr" rid="r2">2</xref>], we gave drugs<sup><xref ref-type="bibr" rid="r3">3</xref>–<xref ref-type="bibr" rid="r4">4</xref></sup> to people with 10<sup>9</sup>/l cells (<xref ref-type="fig" rid="g1">Fig. 1</xref>).</p>
    <sec><title>Doses</title>
      <p>Two doses were used:<list list-type="order"><list-item><label>1.</label><p>5 mg twice daily.</p></list-item>
        <list-item><p>10 mg once daily, but<list><list-item><p>not at night</p></list-item></list></p></list-item></list>No other was.</p>
      <table-wrap id="t1"><label>Table 1</label><caption><title>Doses by weight</title></caption>
        <table><thead><tr><th rowspan="2">Group</th><th colspan="2">Dose</th></tr><tr><th>Morning</th><th>Night</th></tr></thead>
        <tbody><tr><td colspan="3">Adults</td></tr><tr><td>under 60 kg</td><td>2.5 mg</td><td>none</td></tr>
        <tr><td>60 kg and more</td><td colspan="2">5 mg</td></tr></tbody></table>
        <table-wrap-foot><fn><label>a</label><p>Given with food.</p></fn></table-wrap-foot></table-wrap>
      <fig id="g1"><label>Figure 1</label><caption><p>How many got well.</p></caption><graphic xlink:href="g1.jpg"/></fig>
      <disp-formula><tex-math>x = y</tex-math></disp-formula>
    </sec>
  </sec>
</body>
<back><ack><p>Thanks.</p></ack><ref-list><ref id="r1"><mixed-citation>Nobody A. Nothing. 1999.</mixed-citation></ref></ref-list></back>
</article>`

describe('articles in JATS', () => {
  it('keep headings, lists, tables and captions, and lose references and formulas', async () => {
    const document = await onlyDocument('PMC9000002.nxml', article)
    expect(document).toMatchObject({
      id: 'PMC9000002',
      source: 'pmc',
      type: 'article',
      title: 'Plough fever in adults*',
      synonyms: ['plough fever', 'harrowmab'],
      pmid: '900001',
      doi: '10.5555/jats.1',
      date: '2024-05-17',
      url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC9000002/',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
    })
    expect(outline(document)).toEqual([
      '# Abstract > Aims',
      'To see what helps.',
      '# Methods',
      'As others did, we gave drugs to people with 10⁹/l cells (Fig. 1).',
      '# Methods > Doses',
      'Two doses were used:',
      '- 1. 5 mg twice daily.',
      '- 10 mg once daily, but',
      '- not at night',
      'No other was.',
      [
        '| Table 1. Doses by weight.',
        'Adults: Group: under 60 kg | Dose, Morning: 2.5 mg | Dose, Night: none',
        'Adults: Group: 60 kg and more | Dose, Morning, Night: 5 mg',
        'a Given with food.',
      ].join('\n'),
      'Figure 1. How many got well.',
    ])
  })

  it('are read one by one from a set, and one without an identifier is skipped', async () => {
    const bare = article.replace(/<!DOCTYPE[^>]*>/, '')
    const nameless = bare.replace(/<article-id.*<\/article-id>/g, '')
    const loaded = await readFile('set.xml', `<pmc-articleset>${nameless}${bare}</pmc-articleset>`)
    expect(problemsOf(loaded)).toMatchObject([{ code: 'SOURCE_RECORD', place: { file: 'set.xml', line: 2 } }])
    expect(documentsOf(loaded).map(({ id }) => id)).toEqual(['PMC9000002'])
  })
})
