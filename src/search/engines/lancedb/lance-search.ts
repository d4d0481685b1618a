import type { Connection, FullTextQuery, Table } from '@lancedb/lancedb'
import { z } from 'zod'
import type { Passage } from '../../corpus/passage.ts'
import type { CorpusWithoutPostings } from '../../files/open-corpus.ts'
import type { Dictionary } from '../../index/dictionary.ts'
import type { WeightedWord } from '../../index/lexical-index.ts'
import type { Found, SearchedPassages } from '../../index/passage-search.ts'
import type { FieldScoring } from '../../index/scoring.ts'
import type { Vocabulary } from '../../query/spelling/vocabulary.ts'
import { notFilled } from '../fill-engine.ts'
import { groupedWords } from '../grouped-words.ts'
import { besideCorpus, type LanceConfig } from './lance-config.ts'
import {
  connectIn,
  hasWordIndex,
  type LanceDb,
  lancePlace,
  loadLanceDb,
  tableOf,
  wordsColumn,
} from './load-lancedb.ts'

const rowsSchema = z.array(z.looseObject({ number: z.int().min(0), _score: z.number() }))

/** Searches the table that a corpus folder holds; its passages are read from the corpus. */
export class LanceSearch implements SearchedPassages {
  readonly engine = 'lancedb'
  readonly #lance: LanceDb
  readonly #connection: Connection
  readonly #table: Table
  readonly #corpus: CorpusWithoutPostings

  private constructor(lance: LanceDb, connection: Connection, table: Table, corpus: CorpusWithoutPostings) {
    this.#lance = lance
    this.#connection = connection
    this.#table = table
    this.#corpus = corpus
  }

  /**
   * Takes the corpus over: it is closed with the search, or at once where that cannot be opened.
   *
   * @param scoring by which the table was filled
   * @throws `ENGINE_NOT_FILLED` where the table of this corpus is absent, not whole or not indexed
   */
  static async open(
    corpus: CorpusWithoutPostings,
    scoring: FieldScoring,
    load = loadLanceDb,
    config: LanceConfig = besideCorpus,
  ): Promise<LanceSearch> {
    let connection: Connection | null = null
    try {
      const lance = await load()
      const place = lancePlace(corpus.folder, config)
      connection = await connectIn(lance, corpus.folder, config)
      const name = tableOf(corpus.sha256, scoring)
      const there = (await connection.tableNames()).includes(name)
      if (!there) throw notFilled('lancedb', place, 'no table of it')
      const table = await connection.openTable(name)
      const rows = await table.countRows()
      if (rows !== corpus.passages.count || !(await hasWordIndex(table)))
        throw notFilled('lancedb', place, `${rows} of ${corpus.passages.count} passages`)
      return new LanceSearch(lance, connection, table, corpus)
    } catch (error) {
      connection?.close()
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
    const query = this.#query(words)
    if (query === null || count < 1) return []
    const rows = await this.#table
      .query()
      .fullTextSearch(query)
      .select(['number', '_score'])
      .limit(count)
      .toArray()
    const hits = rowsSchema
      .parse(rows.map((row: { readonly number: unknown; readonly _score: unknown }) => ({ ...row })))
      .sort((one, other) => other._score - one._score || one.number - other.number)
    const passages = await this.#corpus.passages.read(hits.map(({ number }) => number))
    return passages.map((passage, at) => ({ passage, score: hits[at]?._score ?? 0 }))
  }

  /** Passages by their numbers, in the order asked for. */
  passages(numbers: ArrayLike<number>): Promise<Passage[]> {
    return this.#corpus.passages.read(numbers)
  }

  async close(): Promise<void> {
    this.#table.close()
    this.#connection.close()
    await this.#corpus.close()
  }

  #query(words: readonly WeightedWord[]): FullTextQuery | null {
    const { BooleanQuery, MatchQuery, Occur } = this.#lance
    const parts = groupedWords(words, this.statistics).map(
      (group) => new MatchQuery(group.words.join(' '), wordsColumn, { boost: group.weight }),
    )
    const [only] = parts
    if (only === undefined) return null
    return parts.length === 1 ? only : new BooleanQuery(parts.map((part) => [Occur.Should, part]))
  }
}
