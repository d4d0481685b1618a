import { createHash } from 'node:crypto'
import type { Passage } from '../corpus/passage.ts'
import { stemmed, writtenWords } from '../index/field-words.ts'
import { LexicalIndex, type WeightedWord } from '../index/lexical-index.ts'
import type { Found, SearchedPassages } from '../index/passage-search.ts'
import { type Postings, PostingsBuilder } from '../index/postings.ts'
import type { FieldScoring } from '../index/scoring.ts'
import { countedWords, WrittenWordsCounter } from '../index/written-words.ts'
import type { Vocabulary } from '../query/spelling/vocabulary.ts'
import { vocabularyOf } from '../query/spelling/vocabulary-of.ts'

/** Passages of a pool, indexed once for any scoring. */
export class Pool {
  readonly #passages: readonly Passage[]
  readonly #postings: Postings
  readonly #written: WrittenWordsCounter
  readonly #sha256: string

  private constructor(
    passages: readonly Passage[],
    postings: Postings,
    written: WrittenWordsCounter,
    sha256: string,
  ) {
    this.#passages = passages
    this.#postings = postings
    this.#written = written
    this.#sha256 = sha256
  }

  /** @param rest awaited after each passage, so that others have their turn */
  static async of(passages: readonly Passage[], rest: (done: number) => Promise<void>): Promise<Pool> {
    const postings = new PostingsBuilder()
    const written = new WrittenWordsCounter()
    const hash = createHash('sha256')
    for (const [at, passage] of passages.entries()) {
      const words = writtenWords(passage)
      postings.add(stemmed(words))
      written.add(words)
      hash.update(`${JSON.stringify(passage)}\n`)
      await rest(at + 1)
    }
    return new Pool(passages, postings.finish(), written, hash.digest('hex'))
  }

  search(scoring: FieldScoring): SearchedPassages {
    const index = new LexicalIndex(this.#postings, scoring)
    const written = this.#written.finish()
    const vocabulary = vocabularyOf(index, () => countedWords(written))
    return new PoolSearch(this.#passages, index, vocabulary, this.#sha256)
  }
}

class PoolSearch implements SearchedPassages {
  readonly engine = 'memory'
  readonly statistics: LexicalIndex
  readonly vocabulary: Vocabulary
  readonly sha256: string
  readonly #passages: readonly Passage[]

  constructor(passages: readonly Passage[], index: LexicalIndex, vocabulary: Vocabulary, sha256: string) {
    this.#passages = passages
    this.statistics = index
    this.vocabulary = vocabulary
    this.sha256 = sha256
  }

  async find(words: readonly WeightedWord[], count: number): Promise<readonly Found[]> {
    const hits = this.statistics.search(words, count)
    const passages = await this.passages(hits.passages)
    return passages.map((passage, at) => ({ passage, score: hits.scores[at] ?? 0 }))
  }

  async passages(numbers: ArrayLike<number>): Promise<Passage[]> {
    return Array.from(numbers).flatMap((number) => this.#passages[number] ?? [])
  }

  async close(): Promise<void> {}
}
