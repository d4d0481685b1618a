import { problem } from '../../problem.ts'
import type { CorpusPassages } from '../files/open-corpus.ts'
import type { Found } from '../index/passage-search.ts'
import type { DenseConfig } from './dense-config.ts'
import type { Embedder } from './embedder.ts'
import { checkQuestionMayLeave, passagesMayLeave } from './may-leave.ts'
import type { VectorSearch } from './vector-search.ts'
import { embeddedText, textDigest, VectorStore } from './vector-store.ts'
import { nearest, toInt8, type Vectors } from './vectors.ts'

/** Finds passages by the direction of their vectors. It is off unless it is configured. */
export class DenseSearch implements VectorSearch {
  readonly id: string
  readonly #corpus: CorpusPassages
  readonly #embedder: Embedder
  readonly #config: DenseConfig
  readonly #vectors: Vectors
  /** The passage of each vector. */
  readonly #numbers: Uint32Array

  private constructor(
    id: string,
    corpus: CorpusPassages,
    embedder: Embedder,
    config: DenseConfig,
    vectors: Vectors,
    numbers: Uint32Array,
  ) {
    this.id = id
    this.#corpus = corpus
    this.#embedder = embedder
    this.#config = config
    this.#vectors = vectors
    this.#numbers = numbers
  }

  /**
   * Reads the vectors that the passages of a corpus have. The corpus stays the caller's.
   *
   * @throws `VECTORS_ABSENT` where a passage has none that may have one, or none has one
   */
  static async open(
    corpus: CorpusPassages,
    embedder: Embedder,
    config: DenseConfig,
    precision: Vectors['precision'],
  ): Promise<DenseSearch> {
    const { dimensions } = embedder
    const { places, kept } = await passagesByDigest(corpus, config)
    const texts = places.size - kept.size
    const all = new Float32Array(places.size * dimensions)
    const numbers = new Uint32Array(places.size)
    let count = 0
    const store = new VectorStore(corpus.folder, embedder)
    await store.each((digest, vector) => {
      const number = places.get(digest)
      if (number === undefined) return
      places.delete(digest)
      kept.delete(digest)
      all.set(vector, count * dimensions)
      numbers[count] = number
      count += 1
    })
    const absent = places.size - kept.size
    if (absent > 0 || count === 0) throw notWhole(corpus.folder, embedder, config, absent, texts)
    const values = all.subarray(0, count * dimensions)
    const vectors: Vectors =
      precision === 'int8' ? toInt8(values, dimensions) : { precision, dimensions, values }
    return new DenseSearch(store.idOf(count), corpus, embedder, config, vectors, numbers)
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

interface PassagesByDigest {
  /** The first passage of each text that is to be searched. */
  readonly places: Map<string, number>
  /** Texts that no source lets go to where vectors are made. */
  readonly kept: Set<string>
}

async function passagesByDigest(
  { passages }: CorpusPassages,
  config: DenseConfig,
): Promise<PassagesByDigest> {
  const places = new Map<string, number>()
  const kept = new Set<string>()
  const atOnce = 4096
  for (let first = 0; first < passages.count; first += atOnce)
    for (const [at, passage] of (await passages.range(first, first + atOnce)).entries()) {
      const digest = textDigest(embeddedText(passage)).toString('latin1')
      const leaves = passagesMayLeave(config, passage.source)
      if (leaves) kept.delete(digest)
      else if (!places.has(digest)) kept.add(digest)
      if (!places.has(digest)) places.set(digest, first + at)
    }
  return { places, kept }
}

function notWhole(folder: string, { id }: Embedder, config: DenseConfig, absent: number, texts: number) {
  const place = { file: folder, field: config.via === 'onnx' ? config.folder : config.baseUrl }
  if (absent === 0) {
    return problem(
      'VECTORS_ABSENT',
      'No passage of this corpus may be turned into a vector where the embedder is.',
      'Name sources that may be sent there with sendSources, and set it up again with equipoise index --settings.',
      { place },
    )
  }
  return problem(
    'VECTORS_ABSENT',
    `${absent} of ${texts} passages of this corpus have no vector of this embedder.`,
    'Make them with equipoise index --fill.',
    { place, value: id },
  )
}
