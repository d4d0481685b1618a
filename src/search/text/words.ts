import { stemmer } from 'stemmer'

/**
 * Words of a text as the index knows them: runs of letters and digits, without accents, in lower case, stemmed after Porter where
 * they are letters of the Latin alphabet alone. Numbers stay whole (`2.5`, `1,000` as `1000`), and so do names with digits in
 * them (`b12`, `covid19` from "COVID-19" stay two words: `covid`, `19`).
 */
export function indexWords(text: string): string[] {
  const words: string[] = []
  for (const [written] of folded(text).matchAll(wordPattern)) words.push(stem(written))
  return words
}

/** The same without stems: for spelling, abbreviations and names. */
export function plainWords(text: string): string[] {
  return [...folded(text).matchAll(wordPattern)].map(([written]) => written)
}

const wordPattern = /\d+(?:[.,]\d+)+|[\p{L}\p{N}]+/gu
const latin = /^[a-z]+$/
const grouped = /^\d{1,3}(?:,\d{3})+$/

function folded(text: string): string {
  // Most texts are plain ASCII: those need no decomposition.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII is.
  const plain = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '')
  return plain.toLowerCase()
}

const known = new Map<string, string>()
const mostKnown = 500_000

/** The stem of a word in lower case; words that are not plain Latin letters are their own. */
export function stem(word: string): string {
  if (grouped.test(word)) return word.replaceAll(',', '')
  if (word.length < 3 || !latin.test(word)) return word
  const before = known.get(word)
  if (before !== undefined) return before
  const found = stemmer(word)
  if (known.size >= mostKnown) known.clear()
  known.set(word, found)
  return found
}
