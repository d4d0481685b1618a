import type { WrittenWords } from '../../index/written-words.ts'
import { stem } from '../../text/words.ts'
import type { Vocabulary } from './vocabulary.ts'
import { WordTable } from './word-table.ts'

/** What an index knows of its stems. */
export interface StemCounts {
  readonly passages: number
  passagesWith(stem: string): number
}

/** The vocabulary of an index: stems by its postings, near words by the words as they are written. */
export function indexVocabulary(index: StemCounts, written: WrittenWords): Vocabulary {
  let table: WordTable | null = null
  return {
    passages: index.passages,
    has: (word) => index.passagesWith(stem(word)) > 0,
    passagesWith: (word) => index.passagesWith(stem(word)),
    near(word, distance) {
      // Built when the first unknown word comes: most questions have none.
      table ??= new WordTable(written.words.map((one, at) => [one, written.passages[at] ?? 0] as const))
      return table.near(word, distance)
    },
  }
}
