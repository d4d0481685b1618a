import type { Vocabulary } from '../../src/search/query/spelling/vocabulary.ts'
import { vocabularyOf } from '../../src/search/query/spelling/vocabulary-of.ts'
import { stem } from '../../src/search/text/words.ts'

/** The vocabulary of a corpus that has each of some words in one passage of ten. */
export function smallVocabulary(words: readonly string[]): Vocabulary {
  const stems = new Set(words.map(stem))
  return vocabularyOf({ passages: 10, passagesWith: (found) => (stems.has(found) ? 1 : 0) }, () =>
    words.toSorted().map((word) => [word, 1] as const),
  )
}
