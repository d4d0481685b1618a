import { sentenceEnds } from '../../../text/sentence-ends.ts'
import { nameRemoved } from '../hide-phrases.ts'
import type { DraftBlock, DraftInline } from '../reading/draft.ts'
import type { Block, Inline } from '../shown-answer.ts'
import { type PlacedText, type Span, slicePlaced } from '../text/placed-text.ts'
import { raised } from '../text/raised.ts'

/** Start and end of a sentence in the answer as it was collected, in UTF-16 units. */
export type SentenceSpan = readonly [start: number, end: number]

export interface NumberedBlocks {
  readonly blocks: readonly Block[]
  /** Of each sentence by its number; a sentence of one block never goes on in the next. */
  readonly spans: readonly SentenceSpan[]
}

/**
 * Gives every text the number of its sentence, in the order of reading. Links are their text and raised text has its
 * sign here; notes have become references or nothing before.
 *
 * @param numbersOf Numbers of the references to some sources; empty where the rendering shows none.
 */
export function numberSentences(
  blocks: readonly DraftBlock[],
  numbersOf: (sources: readonly number[]) => readonly number[],
): NumberedBlocks {
  const spans: SentenceSpan[] = []
  const numbered = (inlines: readonly DraftInline[]) => numberRun(inlines, spans, numbersOf)
  const number = (block: DraftBlock): Block => {
    switch (block.kind) {
      case 'paragraph':
        return { kind: 'paragraph', children: numbered(block.children) }
      case 'heading':
        return { kind: 'heading', level: block.level, children: numbered(block.children) }
      case 'list':
        return { kind: 'list', start: block.start, entries: block.entries.map((entry) => entry.map(number)) }
      case 'quote':
        return { kind: 'quote', children: block.children.map(number) }
      case 'table':
        return {
          kind: 'table',
          head: block.head.map(numbered),
          rows: block.rows.map((row) => row.map(numbered)),
        }
      case 'preformatted':
        spans.push(spanOf(block.placed))
        return { kind: 'preformatted', text: block.placed.text, sentence: spans.length - 1 }
      case 'rule':
        return { kind: 'rule' }
    }
  }
  return { blocks: blocks.map(number), spans }
}

/** Numbers one run of inlines: a paragraph, a heading, a cell. */
function numberRun(
  inlines: readonly DraftInline[],
  spans: SentenceSpan[],
  numbersOf: (sources: readonly number[]) => readonly number[],
): readonly Inline[] {
  const leaves = leavesOf(inlines)
  const ends = sentenceEnds(leaves.map(({ text }) => text).join(''))
  const first = spans.length
  const grown: (Span | null)[] = ends.map(() => null)
  let at = 0
  let sentence = 0

  const take = (placed: PlacedText, kind: 'text' | 'code'): readonly Inline[] => {
    const parts: Inline[] = []
    let read = 0
    while (read < placed.text.length) {
      while (at >= (ends[sentence] ?? Number.POSITIVE_INFINITY)) sentence++
      const length =
        kind === 'code'
          ? placed.text.length
          : Math.min(placed.text.length - read, (ends[sentence] ?? at) - at)
      const part = slicePlaced(placed, read, read + length)
      parts.push({ kind, text: part.text, sentence: first + sentence })
      grown[sentence] = joined(grown[sentence] ?? null, part)
      read += length
      at += length
    }
    return parts
  }
  const convert = (inline: DraftInline): readonly Inline[] => {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return take(inline.placed, inline.kind)
      case 'raised':
        return take(raisedText(inline.placed), 'text')
      case 'link':
        return inline.children.flatMap(convert)
      case 'strong':
      case 'emphasis':
      case 'strike': {
        const children = inline.children.flatMap(convert)
        return children.length === 0 ? [] : [{ kind: inline.kind, children }]
      }
      case 'cite': {
        const numbers = numbersOf(inline.sources)
        return numbers.length === 0 ? [] : [{ kind: 'reference', numbers }]
      }
      case 'break':
        at++
        return [{ kind: 'break' }]
      case 'note':
        return []
    }
  }
  const children = inlines.flatMap(convert)
  // A sentence that holds line breaks only, or that code swallowed, is empty where the one before it ends.
  for (const span of grown) {
    const last = spans.at(-1)?.[1] ?? 0
    spans.push(span === null ? [last, last] : [span.start, span.end])
  }
  return children
}

/** A sentence may begin with a name, also where it was taken out. */
const anyName = 'N'.repeat(nameRemoved.length)

interface Leaf {
  readonly text: string
}

function leavesOf(inlines: readonly DraftInline[]): readonly Leaf[] {
  return inlines.flatMap((inline): readonly Leaf[] => {
    switch (inline.kind) {
      case 'text':
        return [{ text: inline.placed.text.replaceAll('\n', ' ').replaceAll(nameRemoved, anyName) }]
      case 'code':
        // No sentence ends within code.
        return [{ text: 'x'.repeat(inline.placed.text.length) }]
      case 'raised':
        return [{ text: raisedText(inline.placed).text.replaceAll('\n', ' ') }]
      case 'break':
        return [{ text: '\n' }]
      case 'cite':
      case 'note':
        return []
      default:
        return leavesOf(inline.children)
    }
  })
}

function raisedText(placed: PlacedText): PlacedText {
  const text = raised(placed.text)
  if (text.length === placed.text.length) return { ...placed, text }
  const [start, end] = spanOf(placed)
  return {
    text,
    starts: new Array<number>(text.length).fill(start),
    ends: new Array<number>(text.length).fill(end),
  }
}

/** The place of a text without the white space around it. */
function spanOf(placed: PlacedText): SentenceSpan {
  const span = joined(null, placed)
  const start = placed.starts[0] ?? 0
  return span === null ? [start, start] : [span.start, span.end]
}

function joined(span: Span | null, placed: PlacedText): Span | null {
  let { start, end } = span ?? { start: Number.POSITIVE_INFINITY, end: 0 }
  const first = placed.text.search(/\S/)
  if (first === -1) return span
  const last = placed.text.trimEnd().length
  for (let unit = first; unit < last; unit++) {
    start = Math.min(start, placed.starts[unit] ?? start)
    end = Math.max(end, placed.ends[unit] ?? end)
  }
  return { start, end }
}
