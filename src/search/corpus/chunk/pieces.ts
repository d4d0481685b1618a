import { type Span, splitSentences } from '../../text/sentences.ts'
import type { Section } from '../source-document.ts'
import { countWords } from './count-words.ts'
import { sentenceParts } from './long-sentence.ts'

/** A part of a section that is never cut: a sentence, a list entry, a row of a table. */
export interface Piece {
  /** Which block of the section it is from. */
  readonly block: number
  /** Its place in the text of the block. */
  readonly start: number
  readonly end: number
  readonly words: number
  /** What a cut before this piece costs: 0 between paragraphs; null where none may be made. */
  readonly cutBefore: number | null
  /** First line of its table, when the piece is a row: repeated in each passage that has rows of it. */
  readonly header: string | null
  /** Words that the header adds to a passage that begins with this piece. */
  readonly headerWords: number
}

/** A cut within a paragraph, a list or a table is worth some words of size to avoid. */
const cutCosts = { paragraph: 400, 'list-entry': 150, table: 900 } as const

/**
 * The pieces of a section, in order.
 *
 * @param limit A list entry of more words is no entry, but a text whose end was lost: it is cut as a paragraph is.
 */
export function piecesOf({ blocks }: Section, limit: number): readonly Piece[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1]
    const first =
      before === undefined
        ? 0
        : before.kind === 'paragraph' && block.kind !== 'paragraph' && leadsIn(before.text)
          ? null
          : before.kind === 'list-entry' && block.kind === 'list-entry'
            ? cutCosts['list-entry']
            : 0
    const spans = spansOf(block, limit)
    const header =
      block.kind === 'table' && (spans[0]?.start ?? 0) > 0 ? (block.text.split('\n', 1)[0] ?? null) : null
    const headerWords = countWords(header ?? '')
    return spans.map(({ start, end }, at) => ({
      block: index,
      start,
      end,
      // The first row always has the header above it.
      words: countWords(block.text.slice(start, end)) + (at === 0 ? headerWords : 0),
      cutBefore: at === 0 ? first : cutCosts[block.kind === 'list-entry' ? 'paragraph' : block.kind],
      header,
      headerWords: at === 0 ? 0 : headerWords,
    }))
  })
}

/** "Take it:" and "Other signs include" belong to the list or table that follows. */
function leadsIn(text: string): boolean {
  return !/[.!?…。！？]["'”’»)\]]*$/.test(text)
}

function spansOf({ kind, text }: Section['blocks'][number], limit: number): readonly Span[] {
  switch (kind) {
    case 'list-entry':
      if (countWords(text) <= limit) return [{ start: 0, end: text.length }]
      return sentencesOf(text)
    case 'paragraph':
      return sentencesOf(text)
    case 'table': {
      const lines = linesOf(text)
      // The first line is the header; a table of one line has only that.
      return lines.length > 1 ? lines.slice(1) : lines
    }
  }
}

function sentencesOf(text: string): readonly Span[] {
  return splitSentences(text).flatMap((sentence) => sentenceParts(text, sentence))
}

function linesOf(text: string): readonly Span[] {
  const lines: Span[] = []
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start)
    const end = feed === -1 ? text.length : feed
    if (text.slice(start, end).trim() !== '') lines.push({ start, end })
    start = end + 1
  }
  return lines
}
