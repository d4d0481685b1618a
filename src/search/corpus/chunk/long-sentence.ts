import { countWords } from './count-words.ts'

interface Span {
  readonly start: number
  readonly end: number
}

/** A sentence of more words than this is a text that has lost its full stops. */
export const longestSentence = 300
/** Words of a part of such a text. */
const part = 120

/**
 * A sentence whole, or a text without full stops in parts: they end behind a comma, semicolon or colon where there is one. No
 * part ends close behind a number, so that a dose keeps its unit and frequency, unless the next word begins with a capital
 * and the last was more than a bare number, as in a table that has lost its lines ("fever 90% Cough 30%").
 */
export function sentenceParts(text: string, sentence: Span): readonly Span[] {
  if (countWords(text.slice(sentence.start, sentence.end)) <= longestSentence) return [sentence]
  const parts: Span[] = []
  let { start } = sentence
  let words = 0
  let last = sentence.start
  let sinceNumber = 0
  for (const { index, 0: word } of text.slice(sentence.start, sentence.end).matchAll(/\S+/g)) {
    const at = sentence.start + index
    const before = text.slice(last, at).trim()
    sinceNumber = /\d/.test(before) ? 0 : sinceNumber + 1
    const free =
      !/\d/.test(word) && (sinceNumber > 3 || (/^\p{Lu}/u.test(word) && !/^[\d.,–-]+$/.test(before)))
    if (free && ((words >= part && /[,;:]$/.test(before)) || words >= 2 * part)) {
      parts.push({ start, end: last + before.length })
      start = at
      words = 0
    }
    words += 1
    last = at
  }
  return [...parts, { start, end: sentence.end }]
}
