import { sentenceEnds } from '../../text/sentence-ends.ts'

/** A stretch of a text, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * The sentences of a text, each without the white space around it, in order. Abbreviations, decimals and initials end none
 * ("e.g.", "Dr.", "0.5 mg", "J. Smith"), nor does the full stop of a unit before how often or how a dose is given
 * ("250 mg. Twice daily"), so that a dose stays with its frequency. A line feed ends a sentence.
 */
export function splitSentences(text: string): readonly Span[] {
  const spans: Span[] = []
  let start = 0
  for (const end of sentenceEnds(text)) {
    const span = trimmed(text, start, end)
    start = end
    if (span === null) continue
    const before = spans.at(-1)
    if (before !== undefined && goesOn(text, before, span))
      spans[spans.length - 1] = { ...before, end: span.end }
    else spans.push(span)
  }
  return spans
}

function trimmed(text: string, start: number, end: number): Span | null {
  const part = text.slice(start, end)
  const inner = part.trim()
  if (inner === '') return null
  const from = start + part.length - part.trimStart().length
  return { start: from, end: from + inner.length }
}

/** A unit of a dose with a full stop that only shortens it, behind its number. */
const dose =
  /\d\s?(?:mg|mcg|µg|μg|ug|g|kg|ml|dl|l|iu|u|units?|meq|mmol|tabs?|caps?|puffs?|gtts?|drops?|tablets?|capsules?|%)(?:\/(?:kg|day|d|h|hr|min|dose|ml|l))*\.$/i

/** How often, when or how it is given. */
const givenSo =
  /^(?:once|twice|thrice|every|each|daily|nightly|weekly|monthly|hourly|(?:one|two|three|four|1|2|3|4)(?: times| x|x)\b|per (?:day|week|dose)|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|q\.?d|o\.?d|b\.?d|t\.?d\.?s|q\.?d\.?s|q\.?o\.?d|q\s?\d+\s?h|p\.?r\.?n|p\.?o|i\.?v|i\.?m|s\.?c|s\.?l|orally|by mouth|at (?:night|bedtime|breakfast)|h\.?s)(?![\p{L}\d])/iu

function goesOn(text: string, before: Span, after: Span): boolean {
  // A line of its own is a matter of its own.
  if (text.slice(before.end, after.start).includes('\n')) return false
  return (
    dose.test(text.slice(Math.max(before.start, before.end - 40), before.end)) &&
    givenSo.test(text.slice(after.start, Math.min(after.end, after.start + 20)))
  )
}
