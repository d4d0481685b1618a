import type { Degradation } from '../protocol/arm-source.ts'

/** What each degradation does to a text, in words for the report. */
export const degradationWords: Readonly<Record<Degradation, string>> = {
  'first-sentence': 'everything after the first sentence is cut off',
  'drop-numbers': 'every number, with a percent sign behind it, is taken out',
  'drop-last-third': 'the last third of the words is cut off',
}

/** Makes a text worse in a stated way; the same text always gives the same result. */
export function degrade(text: string, degradation: Degradation): string {
  switch (degradation) {
    case 'first-sentence':
      return firstSentence(text)
    case 'drop-numbers':
      return withoutNumbers(text)
    case 'drop-last-third':
      return firstTwoThirds(text)
  }
}

/** Shortened words that a full stop does not end a sentence after. */
const abbreviations = ['e.g', 'i.e', 'dr', 'vs', 'no', 'fig', 'approx', 'st', 'cf', 'etc']

/**
 * A sentence ends at a full stop, question mark or exclamation mark before white space and anything but a
 * small letter, or at an empty line; not after a usual abbreviation, and not after a number at the start of a
 * line, which is a list's.
 */
function firstSentence(text: string): string {
  const trimmed = text.trim()
  const paragraph = trimmed.search(/\n\s*\n/)
  const limit = paragraph === -1 ? trimmed.length : paragraph
  for (const { 0: mark, index } of trimmed.matchAll(/[.!?]["')\]]*(?=\s+[^\s\p{Ll}])/gu)) {
    if (index >= limit) break
    const before = trimmed.slice(0, index)
    const word = before.match(/[\p{L}.]+$/u)?.[0].toLowerCase() ?? ''
    if (abbreviations.includes(word) || /(^|\n)\s*\d+$/.test(before)) continue
    return trimmed.slice(0, index + mark.length)
  }
  return trimmed.slice(0, limit)
}

/** Numbers with signs, decimals and groups, in any script's digits. */
function withoutNumbers(text: string): string {
  return text
    .replaceAll(/[-+−±<>≤≥~]?\p{Nd}+(?:[.,:/]\p{Nd}+)*\s?%?/gu, ' ')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ (?=[.,;:!?)\n]|$)/g, '')
    .replaceAll(/(?<=^|\n|\() /g, '')
}

/** Words counted by white space; at least one stays. */
function firstTwoThirds(text: string): string {
  const words = [...text.matchAll(/\S+/g)]
  const keep = Math.max(1, Math.ceil((words.length * 2) / 3))
  const last = words[keep - 1]
  return last === undefined ? '' : text.slice(0, last.index + last[0].length)
}
