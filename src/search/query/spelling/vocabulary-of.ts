import { stem } from '../../text/words.ts'
import type { Vocabulary } from './vocabulary.ts'
import { WordTable } from './word-table.ts'

/** What is known of the stems of some passages. */
export interface StemCounts {
  readonly passages: number
  /** Passages that have the stem; 0 for one that none has. */
  passagesWith(stem: string): number
}

/**
 * The vocabulary of some passages: what there is goes by stems, near words by the words as they are written.
 *
 * @param written Each written word that may be corrected to, with the passages that have it; asked for once, if at all.
 */
export function vocabularyOf(
  stems: StemCounts,
  written: () => Iterable<readonly [word: string, passages: number]>,
): Vocabulary {
  let table: WordTable | null = null
  return {
    passages: stems.passages,
    has: (word) => stems.passagesWith(stem(word)) > 0,
    passagesWith: (word) => stems.passagesWith(stem(word)),
    near(word, distance) {
      // Built when the first unknown word comes: most questions have none.
      table ??= new WordTable(written())
      return table.near(word, distance)
    },
  }
}
