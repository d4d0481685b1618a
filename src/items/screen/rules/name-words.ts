import { doubtfulFirstNames, firstNames } from '../lists/first-names.ts'
import { eponymNouns, notNames } from '../lists/not-names.ts'
import { surnames } from '../lists/surnames.ts'
import type { Match } from '../rule.ts'

/* What names are made of, for the rules of names. */

export const part = String.raw`\p{Lu}(?:\p{L}|['’](?=\p{L}))+(?:-\p{Lu}\p{L}+)*`
export const initial = String.raw`\p{Lu}\.`
export const particle =
  '(?:[vV]an|[vV]on|der|den|[dD]e|[dD]el|[dD]ella|[dD]i|[dD]a|[dD]os|[lL]a|[lL]e|[aA]l|[eE]l|bin|ibn|ben|ter|ten)'
export const full = String.raw`(?:${initial} ?)*(?:${particle} |[dD]['’])*${part}(?: (?:${particle} )*(?:${part}|${initial}(?= \p{Lu})))*`

/** Endings of terms, which names seldom have; a capital inside a word is a gene's or a product's. */
export const termEnding =
  /(?:ions?|[sx]is|itis|omas?|a?emia|ity|ments?|ness|logy|pathy|ectomy|plasty|scopy|graphy|graphs?|grams?|therapy|ism|trophy|genic|ular|ical|ious|eous|atic|etic|oid|rial|enal|ectal|ineal|ivity|ative|ative|ances|ences|ures?|uses|tory|toral|ics|tract|ment|drug|cell|gland|like|based)$|\p{Ll}\p{Lu}/u

export const lower = (text: string) => text.toLowerCase().replaceAll('’', "'")

export const isFirst = (word: string) => firstNames.has(lower(word))
export const isDoubtful = (word: string) => doubtfulFirstNames.has(lower(word))
export const isSurname = (word: string) => surnames.has(lower(word))

/** A word in capitals is an abbreviation: `PHQ`, `HIV`. */
export const isAbbreviation = (word: string) => word.length > 1 && word === word.toUpperCase()

/** Words of a value that may be a name: no list word, no abbreviation. */
export function couldBeName(word: string): boolean {
  return !notNames.has(lower(word)) && !isAbbreviation(word)
}

export function wordsOf(value: string): string[] {
  return value.split(/\s+/)
}

const named = new RegExp(
  String.raw`^(?:['’]s?)?(?:[ -]+(?:\p{Lu}[\p{L}'’]+|de|la|von|and|blood)){0,2}?[ -]+${eponymNouns}\b`,
  'u',
)

/** The name of a disease, sign or test goes on after the match: `Austin Flint murmur`, `Graves' disease`. */
export function isEponym({ after }: Match): boolean {
  return named.test(after.slice(0, 48))
}
