import { abbreviations } from './abbreviations.ts'
import { brandNames } from './brand-names.ts'
import { functionWords, weakWords } from './function-words.ts'
import { Phrases } from './phrases.ts'
import { corrected } from './spelling/correct.ts'
import type { Vocabulary } from './spelling/vocabulary.ts'

/** Short forms of one word or more, by their words in lower case. */
export const shortForms = new Phrases(abbreviations.map((one) => [one.short.split(' '), one] as const))

/** Generic names by brand, in lower case. */
export const generics: ReadonlyMap<string, string> = new Map(
  brandNames
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [brands = '', generic = ''] = line.split('|')
      return brands.split(' ').map((brand) => [brand, generic] as const)
    }),
)

const shortWords = new Set(abbreviations.map(({ short }) => short))

/** The word that an unknown word was meant to be; null where it is right, or nothing is near. Words of our own lists are right. */
export function respelt(word: string, vocabulary: Vocabulary): string | null {
  if (functionWords.has(word) || weakWords.has(word) || generics.has(word) || shortWords.has(word))
    return null
  return corrected(word, vocabulary)
}
