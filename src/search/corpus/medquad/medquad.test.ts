import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testData } from '../../../../test/support/test-data.ts'
import type { SourceDocument } from '../source-document.ts'
import { documentsOf, outline, problemsOf, readAll, readFile } from '../testing/read-file.ts'

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<Document id="0000900" source="Invented" url="https://example.org/harrow-fever">
<Focus>Harrow fever</Focus>
<FocusAnnotations>
  <UMLS><CUIs><CUI>C9999999</CUI></CUIs><SemanticTypes><SemanticType>T047</SemanticType></SemanticTypes></UMLS>
  <Synonyms><Synonym>Plough fever</Synonym><Synonym>Harrow fever</Synonym></Synonyms>
</FocusAnnotations>
<QAPairs>
  <QAPair pid="1">
    <Question qid="0000900-1" qtype="exams and tests">How to diagnose Harrow fever ?</Question>
    <Answer>Doctors ask for two tests:         - A blood count.    -  A chest x-ray.
                    The x-ray &amp; count are repeated &lt; 7 days later.    Results take a day.</Answer>
  </QAPair>
  <QAPair pid="2"><Question qid="0000900-2" qtype="treatment">How is it treated ?</Question><Answer></Answer></QAPair>
  <QAPair pid="3"><Question qtype="treatment">No id</Question><Answer>Lost.</Answer></QAPair>
  <QAPair pid="4"><Question qid="0000900-1" qtype="causes">Why ?</Question><Answer>Nobody knows.</Answer></QAPair>
</QAPairs>
</Document>`

const record = {
  id: '1_Invented_QA/0000900/0000900-1',
  source: '1_Invented_QA',
  url: 'https://example.org/harrow-fever',
  focus: 'Harrow fever',
  cui: ['C9999999'],
  semantic_type: ['T047'],
  synonyms: ['Plough fever'],
  qtype: 'treatment',
  question: 'What are the treatments for Harrow fever ?',
  answer: 'Rest.\n   - Water.',
}

describe('MedQuAD in XML', () => {
  it('gives each answered pair, says what was left out, and skips a pair that has no id', async () => {
    const loaded = await readFile('1_Invented_QA/0000900.xml', xml)
    expect(loaded.map(({ kind }) => kind)).toEqual(['document', 'left-out', 'problem', 'document'])
    const [first, second] = documentsOf(loaded)
    expect(first).toMatchObject({
      id: 'folder/0000900/0000900-1',
      source: 'medquad',
      title: 'How to diagnose Harrow fever ?',
      focus: 'Harrow fever',
      synonyms: ['Plough fever'],
      type: 'question-answer',
      url: 'https://example.org/harrow-fever',
    })
    expect(first === undefined ? [] : outline(first)).toEqual([
      '# Exams and tests',
      'Doctors ask for two tests:',
      '- A blood count.',
      '- A chest x-ray.',
      'The x-ray & count are repeated < 7 days later.',
      'Results take a day.',
    ])
    expect(second?.id).toBe('folder/0000900/0000900-1~2')
    expect(JSON.stringify(loaded)).not.toContain('C9999999')
    expect(problemsOf(loaded)[0]).toMatchObject({
      code: 'SOURCE_RECORD',
      place: { file: '1_Invented_QA/0000900.xml', line: 15, field: 'QAPair 3' },
    })
  })

  it('reads the older form of its elements', async () => {
    const older = `<doc docid="0000901" corpus="X" url="https://example.org/a"><doctitle-focus>Ditch palsy</doctitle-focus>
      <qaPairs><pair pid="1"><question qid="0000901-1" qtype="information">what is it?</question><answer>A palsy.</answer></pair></qaPairs></doc>`
    expect(documentsOf(await readFile('0000901.xml', older))[0]).toMatchObject({
      id: 'folder/0000901/0000901-1',
      focus: 'Ditch palsy',
      url: 'https://example.org/a',
    })
  })
})

describe('MedQuAD in JSON Lines', () => {
  it('gives the records, and names the field of one that is wrong', async () => {
    const lines = [record, { ...record, synonyms: 'none' }, { ...record, id: '1/2/2-1' }].map((one) =>
      JSON.stringify(one),
    )
    const loaded = await readFile('medquad.jsonl', [...lines, '{"id":', ''].join('\n'))
    expect(documentsOf(loaded).map(({ id }) => id)).toEqual([record.id, '1/2/2-1'])
    expect(problemsOf(loaded)).toMatchObject([
      { code: 'SOURCE_RECORD', place: { line: 2, field: 'synonyms' }, value: '"none"' },
      { code: 'SOURCE_RECORD', place: { line: 4 } },
    ])
  })

  it('numbers an id that comes again in one document', async () => {
    const lines = [record, record].map((one) => JSON.stringify(one)).join('\n')
    expect(documentsOf(await readFile('medquad.jsonl', lines)).map(({ id }) => id)).toEqual([
      record.id,
      `${record.id}~2`,
    ])
  })
})

const folder = testData('medquad')

describe.skipIf(folder === null)('the published MedQuAD', () => {
  const load = async (name: string): Promise<readonly SourceDocument[]> => {
    const file = {
      name,
      folder: null,
      below: null,
      bytes: null,
      open: () => createReadStream(join(folder ?? '', name)),
    }
    const loaded = await readAll(file)
    expect(problemsOf(loaded)).toEqual([])
    return documentsOf(loaded)
  }

  it('holds the same questions with the same answers in both of its forms', async () => {
    const lines = await load('medquad_answered_16407.jsonl.gz')
    // The number of records that its publisher counts.
    expect(lines).toHaveLength(16_407)
    expect(new Set(lines.map(({ id }) => id)).size).toBe(16_407)
    const pairs = await load('medquad_raw_xml_9sources.tar.gz')
    expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length)
    const content = ({ question, focus, synonyms, url, sections }: SourceDocument): string =>
      JSON.stringify({ question, focus, synonyms, url, sections })
    const inXml = new Map<string, number>()
    for (const pair of pairs) inXml.set(content(pair), (inXml.get(content(pair)) ?? 0) + 1)
    const missing = lines.filter((line) => {
      const left = inXml.get(content(line)) ?? 0
      inXml.set(content(line), left - 1)
      return left === 0
    })
    expect(missing.map(({ id }) => id)).toEqual([])
    // What the XML holds besides is in the older form that the JSON Lines passed over: elements `pair`, counted with grep.
    expect(pairs.length - lines.length).toBe(16)
  }, 60_000)
})
