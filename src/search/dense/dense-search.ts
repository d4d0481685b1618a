import { problem } from '../../problem.ts'
import type { CorpusWithoutPostings } from '../files/open-corpus.ts'
import type { Found } from '../index/passage-search.ts'
import type { DenseConfig } from './dense-config.ts'
import type { Embedder } from './embedder.ts'
import { checkQuestionMayLeave } from './may-leave.ts'
import { embeddedText, textDigest, VectorStore } from './vector-store.ts'
import { nearest, toInt8, type Vectors } from './vectors.ts'

/** Finds passages by the direction of their vectors. It is off unless it is configured. */
export class DenseSearch {
  readonly #corpus: CorpusWithoutPostings
  readonly #embedder: Embedder
  readonly #config: DenseConfig
  readonly #vectors: Vectors
  /** The passage of each vector. */
  readonly #numbers: Uint32Array

  private constructor(
    corpus: CorpusWithoutPostings,
    embedder: Embedder,
    config: DenseConfig,
    vectors: Vectors,
    numbers: Uint32Array,
  ) {
    this.#corpus = corpus
    this.#embedder = embedder
    this.#config = config
    this.#vectors = vectors
    this.#numbers = numbers
  }

  /**
   * Reads the vectors that the passages of a corpus have. The corpus stays the caller's.
   *
   * @throws `VECTORS_ABSENT` where no passage has one
   */
  static async open(
    corpus: CorpusWithoutPostings,
    embedder: Embedder,
    config: DenseConfig,
    precision: Vectors['precision'],
  ): Promise<DenseSearch> {
    const { dimensions } = embedder
    const places = await passagesByDigest(corpus)
    const all = new Float32Array(places.size * dimensions)
    const numbers = new Uint32Array(places.size)
    let count = 0
    await new VectorStore(corpus.folder, embedder).each((digest, vector) => {
      const number = places.get(digest)
      if (number === undefined) return
      places.delete(digest)
      all.set(vector, count * dimensions)
      numbers[count] = number
      count += 1
    })
    if (count === 0) {
      throw problem(
        'VECTORS_ABSENT',
        'No passage of this corpus has a vector of this embedder.',
        'Make them with equipoise index --vectors, or search without.',
        { place: { file: corpus.folder }, value: embedder.id },
      )
    }
    const values = all.subarray(0, count * dimensions)
    const vectors: Vectors =
      precision === 'int8' ? toInt8(values, dimensions) : { precision, dimensions, values }
    return new DenseSearch(corpus, embedder, config, vectors, numbers)
  }

  /** Passages that have a vector. */
  get passages(): number {
    return this.#vectors.values.length / this.#vectors.dimensions
  }

  /** @throws `EMBEDDING_NOT_ALLOWED` where the question may not be sent to where it would be turned into a vector */
  async find(question: string, count: number): Promise<readonly Found[]> {
    checkQuestionMayLeave(this.#config)
    const [query] = await this.#embedder.embed([question], 'query')
    if (query === undefined) return []
    const hits = nearest(this.#vectors, query, count)
    const passages = await this.#corpus.passages.read(Array.from(hits.passages, (one) => this.#numbers[one]!))
    return passages.map((passage, at) => ({ passage, score: hits.scores[at] ?? 0 }))
  }
}

/** The first passage of each text that is to be searched, by its digest. */
async function passagesByDigest({ passages }: CorpusWithoutPostings): Promise<Map<string, number>> {
  const places = new Map<string, number>()
  const atOnce = 4096
  for (let first = 0; first < passages.count; first += atOnce)
    for (const [at, passage] of (await passages.range(first, first + atOnce)).entries()) {
      const digest = textDigest(embeddedText(passage)).toString('latin1')
      if (!places.has(digest)) places.set(digest, first + at)
    }
  return places
}
