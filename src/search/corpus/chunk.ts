import { cutPieces, type PassageSizes } from './chunk/cut.ts'
import { type Piece, piecesOf } from './chunk/pieces.ts'
import type { Passage } from './passage.ts'
import type { Section, SourceDocument } from './source-document.ts'

export const usualSizes: PassageSizes = { least: 80, most: 120, limit: 220 }

/**
 * Cuts a document into passages. A passage lies within one section and holds whole sentences, list entries and rows (an entry
 * beyond the limit is cut between sentences); what
 * leads into a list or table ("Take it:") stays with its start, and each passage with rows of a table has its first line.
 * Every word of the document is in exactly one passage, first lines of tables excepted.
 */
export function chunk(document: SourceDocument, sizes: PassageSizes = usualSizes): readonly Passage[] {
  const { id, sections, ...about } = document
  const passages: Passage[] = []
  for (const section of sections)
    for (const text of sectionTexts(section, sizes))
      passages.push({
        id: `${id}#${passages.length}`,
        document: id,
        ...about,
        headings: section.headings,
        text,
      })
  return passages
}

function sectionTexts(section: Section, sizes: PassageSizes): readonly string[] {
  const pieces = piecesOf(section, sizes.limit)
  const starts = cutPieces(pieces, sizes)
  return starts.map((start, index) => runText(section, pieces.slice(start, starts[index + 1])))
}

/** Sentences of one paragraph stand as they do there, with the space between them; all else on lines of its own. */
function runText(section: Section, run: readonly Piece[]): string {
  const lines: string[] = []
  for (let at = 0; at < run.length; ) {
    const first = run[at]
    if (first === undefined) break
    const text = section.blocks[first.block]?.text ?? ''
    let last = first
    while (run[at + 1]?.block === first.block) last = run[++at] ?? last
    at += 1
    if (first.header !== null) lines.push(first.header)
    lines.push(text.slice(first.start, last.end))
  }
  return lines.join('\n')
}
