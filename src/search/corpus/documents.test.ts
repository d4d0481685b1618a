import { describe, expect, it } from 'vitest'
import type { SourceDocument } from './source-document.ts'
import { documentsOf, problemsOf, readFile } from './testing/read-file.ts'

const document: SourceDocument = {
  id: 'a',
  source: 'ours',
  title: 'Plough fever',
  focus: null,
  synonyms: [],
  type: 'page',
  question: null,
  date: '2026',
  url: null,
  doi: null,
  pmid: null,
  licence: null,
  sections: [{ headings: ['Care'], blocks: [{ kind: 'paragraph', text: 'Rest.' }] }],
}

describe('JSON Lines of documents', () => {
  it('give documents, versions and deletions, and name what is wrong', async () => {
    const lines = [
      JSON.stringify(document),
      JSON.stringify({ ...document, id: 'b', revision: '2' }),
      '{"deleted":"c","source":"ours"}',
      '',
      JSON.stringify({ ...document, sections: [{ headings: [], blocks: [{ kind: 'poem', text: 'x' }] }] }),
      '{"deleted":"c"}',
      '{"id":"a","id":"b","sections":[]}',
    ]
    const loaded = await readFile('ours.jsonl', lines.join('\n'))
    expect(loaded.slice(0, 3)).toEqual([
      { kind: 'document', document, revision: null },
      { kind: 'document', document: { ...document, id: 'b' }, revision: '2' },
      { kind: 'deleted', source: 'ours', id: 'c' },
    ])
    expect(problemsOf(loaded)).toMatchObject([
      { code: 'SOURCE_RECORD', place: { line: 5, field: 'sections.0.blocks.0.kind' }, value: '"poem"' },
      { code: 'SOURCE_RECORD', place: { line: 6, field: 'source' } },
      { code: 'JSON_NAME_REPEATED', place: { line: 7 } },
    ])
  })

  it('skip a line past the limit and a document past its own, and read on', async () => {
    const long = {
      ...document,
      sections: [{ headings: [], blocks: [{ kind: 'paragraph', text: 'x'.repeat(5000) }] }],
    }
    const lines = [
      JSON.stringify(document),
      JSON.stringify(long),
      JSON.stringify({ ...document, id: 'b' }),
    ].join('\n')
    const byLine = await readFile('ours.jsonl', lines, { recordCharacters: 3000 })
    expect(documentsOf(byLine).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(problemsOf(byLine)).toMatchObject([{ code: 'SOURCE_RECORD_TOO_LARGE', place: { line: 2 } }])
    const byText = await readFile('ours.jsonl', lines, { documentCharacters: 3000 })
    expect(documentsOf(byText).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(problemsOf(byText)).toMatchObject([{ code: 'SOURCE_DOCUMENT_TOO_LONG', value: '5000 characters' }])
  })
})
