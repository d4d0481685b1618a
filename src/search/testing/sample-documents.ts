import type { Passage } from '../corpus/passage.ts'
import type { SourceDocument } from '../corpus/source-document.ts'

/** A SAMPLE document for tests: invented words under one heading. */
export function sampleDocument(
  id: string,
  text: string,
  change: Partial<SourceDocument> = {},
): SourceDocument {
  return {
    id,
    source: 'sample',
    title: `Title of ${id}`,
    focus: null,
    synonyms: [],
    type: 'page',
    question: null,
    date: '2026',
    url: null,
    doi: null,
    pmid: null,
    licence: 'CC0-1.0',
    sections: [{ headings: [], blocks: [{ kind: 'paragraph', text }] }],
    ...change,
  }
}

/** Each block a passage. */
export function passagesOf(document: SourceDocument): Passage[] {
  const { sections, id, ...rest } = document
  const blocks = sections.flatMap(({ headings, blocks: all }) => all.map(({ text }) => ({ headings, text })))
  return blocks.map((block, at) => ({ ...rest, ...block, id: `${id}#${at}`, document: id }))
}
