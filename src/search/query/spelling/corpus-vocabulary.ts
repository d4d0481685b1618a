import { stem } from '../../text/words.ts'
import type { NearWord, Vocabulary } from './vocabulary.ts'
import { WordTable } from './word-table.ts'

/** Passages with each written word (`plainWords`). */
export type CountedWords = Map<string, number>

/**
 * A vocabulary from the counted words of a corpus.
 *
 * @param counts passages with each written word
 * @param stems passages with each stem
 * @param passages passages in the corpus
 */
export function corpusVocabulary(
  counts: ReadonlyMap<string, number>,
  stems: ReadonlyMap<string, number>,
  passages: number,
): Vocabulary {
  let table: WordTable | null = null
  return {
    passages,
    has: (word) => stems.has(stem(word)),
    passagesWith: (word) => stems.get(stem(word)) ?? 0,
    near(word, distance): readonly NearWord[] {
      // Built when the first unknown word comes: most questions have none.
      table ??= new WordTable([...counts].filter(([one]) => letters.test(one)))
      return table.near(word, distance)
    },
  }
}

const letters = /^\p{L}+$/u
