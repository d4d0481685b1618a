import type { Passage } from '../corpus/passage.ts'
import type { Vocabulary } from '../query/spelling/vocabulary.ts'
import type { WordStatistics } from '../rank/word-statistics.ts'
import type { WeightedWord } from './lexical-index.ts'

/** A passage that was found, with the score of the engine that found it; scores of two engines do not compare. */
export interface Found {
  readonly passage: Passage
  readonly score: number
}

/**
 * The first stage of clinical search: finds passages by words, whatever engine holds them. All engines give what the same corpus
 * holds; they may differ in order and in what is found last.
 */
export interface PassageSearch {
  /** `memory`, `lancedb` or `opensearch`. */
  readonly engine: string
  /** Names the corpus that is searched: SHA-256 of its index. */
  readonly sha256: string
  readonly statistics: WordStatistics & {
    /** Number of passages with the word, a stem. */
    passagesWith(word: string): number
    /** All words of the corpus, sorted. */
    readonly words: readonly string[]
  }
  /** Words as they are written, for reading questions. */
  readonly vocabulary: Vocabulary
  /** The best passages for some stems, best first; those with none of them are not found. */
  find(words: readonly WeightedWord[], count: number): Promise<readonly Found[]>
  close(): Promise<void>
}

/** A search whose passages can be read by their numbers too: of a corpus, or of a pool in memory. */
export interface SearchedPassages extends PassageSearch {
  readonly statistics: PassageSearch['statistics'] & {
    /** Number of all passages. */
    readonly passages: number
  }
  passages(numbers: ArrayLike<number>): Promise<Passage[]>
}
