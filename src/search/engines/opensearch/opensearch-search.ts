import { z } from 'zod'
import { type Passage, passageSchema } from '../../corpus/passage.ts'
import type { CorpusWithoutPostings } from '../../files/open-corpus.ts'
import type { Dictionary } from '../../index/dictionary.ts'
import type { WeightedWord } from '../../index/lexical-index.ts'
import type { Found, SearchedPassages } from '../../index/passage-search.ts'
import type { FieldScoring } from '../../index/scoring.ts'
import type { Vocabulary } from '../../query/spelling/vocabulary.ts'
import { notFilled } from '../fill-engine.ts'
import { groupedWords, type WordGroup } from '../grouped-words.ts'
import { type OpenSearchConnection, refused } from './connection.ts'
import { countIn, metaOf } from './index-state.ts'
import { indexOf } from './opensearch-config.ts'

/** Most that an index gives in one reply unless it is told otherwise. */
const mostAtOnce = 10_000

const replySchema = z.looseObject({
  timed_out: z.literal(false),
  _shards: z.looseObject({ failed: z.literal(0) }),
  hits: z.looseObject({
    hits: z.array(z.looseObject({ _score: z.number(), _source: z.looseObject({ passage: passageSchema }) })),
  }),
})

/** Searches an index of a cluster; passages come with the hits, and what is known of words from the corpus. */
export class OpenSearchSearch implements SearchedPassages {
  readonly engine = 'opensearch'
  readonly #connection: OpenSearchConnection
  readonly #corpus: CorpusWithoutPostings
  readonly #index: string

  private constructor(connection: OpenSearchConnection, corpus: CorpusWithoutPostings, index: string) {
    this.#connection = connection
    this.#corpus = corpus
    this.#index = index
  }

  /**
   * Takes connection and corpus over: they are closed with the search, or at once where that cannot be opened.
   *
   * @param scoring by which the index was filled
   * @throws `ENGINE_NOT_FILLED` where the index of this corpus is absent or not whole
   */
  static async open(
    connection: OpenSearchConnection,
    corpus: CorpusWithoutPostings,
    scoring: FieldScoring,
  ): Promise<OpenSearchSearch> {
    try {
      const index = indexOf(connection.config, corpus.sha256, scoring)
      const meta = await metaOf(connection, index)
      const place = `${connection.config.node} ${index}`
      if (meta === null || !meta.whole || meta.corpus !== corpus.sha256)
        throw notFilled('opensearch', place, meta === null ? 'no index of it' : 'an index that is not whole')
      const count = await countIn(connection, index)
      if (count !== corpus.passages.count)
        throw notFilled('opensearch', place, `${count} of ${corpus.passages.count} passages`)
      return new OpenSearchSearch(connection, corpus, index)
    } catch (error) {
      await connection.close()
      await corpus.close()
      throw error
    }
  }

  get sha256(): string {
    return this.#corpus.sha256
  }

  get vocabulary(): Vocabulary {
    return this.#corpus.vocabulary
  }

  get statistics(): Dictionary {
    return this.#corpus.words
  }

  async find(words: readonly WeightedWord[], count: number): Promise<readonly Found[]> {
    const groups = groupedWords(words, this.statistics)
    if (groups.length === 0 || count < 1) return []
    const { config } = this.#connection
    const reply = await this.#connection.call({
      method: 'POST',
      path: `/${this.#index}/_search`,
      // Rarity of a word over all shards, not over each.
      query: { search_type: 'dfs_query_then_fetch' },
      body: searchBody(groups, Math.min(count, mostAtOnce)),
    })
    // Answers of some shards alone would pass for a whole answer.
    const read = replySchema.safeParse(reply.body)
    if (reply.status >= 300 || !read.success) throw refused(config.node, 'a search', reply)
    return read.data.hits.hits.map(({ _score, _source }) => ({ passage: _source.passage, score: _score }))
  }

  /** Passages by their numbers, in the order asked for. */
  passages(numbers: ArrayLike<number>): Promise<Passage[]> {
    return this.#corpus.passages.read(numbers)
  }

  async close(): Promise<void> {
    await this.#connection.close()
    await this.#corpus.close()
  }
}

export function searchBody(groups: readonly WordGroup[], size: number) {
  return {
    size,
    track_total_hits: false,
    _source: ['passage'],
    sort: [{ _score: { order: 'desc' } }, { number: { order: 'asc' } }],
    query: {
      bool: {
        should: groups.map(({ weight, words }) => ({
          match: { words: { query: words.join(' '), boost: weight } },
        })),
      },
    },
  }
}
