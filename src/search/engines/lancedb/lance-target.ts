import type { Connection, Table } from '@lancedb/lancedb'
import type { Passage } from '../../corpus/passage.ts'
import { fieldWords } from '../../index/field-words.ts'
import type { FieldScoring } from '../../index/scoring.ts'
import { weightedWords } from '../../index/weighted-words.ts'
import type { EngineTarget, FilledFrom } from '../engine-target.ts'
import { besideCorpus, type LanceConfig } from './lance-config.ts'
import {
  connectIn,
  hasWordIndex,
  isTableOfOurs,
  type LanceDb,
  loadLanceDb,
  tableOf,
  wordsColumn,
} from './load-lancedb.ts'

/** Tokens are our stems; longer ones would be left out. */
export const longestToken = 65_536

/**
 * A table beside the corpus with the number and the words of each passage. Passages themselves are read from the corpus. Every adding
 * is one commit, so that a killed filling leaves whole ones.
 */
export class LanceTarget implements EngineTarget {
  readonly engine = 'lancedb'
  readonly #lance: LanceDb
  readonly #connection: Connection
  readonly #scoring: FieldScoring
  /** Whether others may keep tables in the same place. */
  readonly #shared: boolean
  #name = ''
  #table: Table | null = null

  private constructor(lance: LanceDb, connection: Connection, scoring: FieldScoring, shared: boolean) {
    this.#shared = shared
    this.#lance = lance
    this.#connection = connection
    this.#scoring = scoring
  }

  static async open(
    corpus: string,
    scoring: FieldScoring,
    load = loadLanceDb,
    config: LanceConfig = besideCorpus,
  ): Promise<LanceTarget> {
    const lance = await load()
    return new LanceTarget(lance, await connectIn(lance, corpus, config), scoring, config.at !== null)
  }

  async begin({ sha256 }: FilledFrom): Promise<number> {
    this.#name = tableOf(sha256, this.#scoring)
    if (!(await this.#connection.tableNames()).includes(this.#name)) return 0
    this.#table = await this.#connection.openTable(this.#name)
    return this.#table.countRows()
  }

  async add(first: number, passages: readonly Passage[]): Promise<void> {
    const rows = passages.map((passage, at) => ({
      number: first + at,
      [wordsColumn]: weightedWords(fieldWords(passage), this.#scoring).join(' '),
    }))
    // A table comes with its first rows, so that none is ever there with a row too many or too few.
    if (this.#table === null) this.#table = await this.#connection.createTable(this.#name, rows)
    else await this.#table.add(rows)
  }

  async finish(): Promise<number> {
    const table = this.#table
    if (table === null) return 0
    if (!(await hasWordIndex(table))) {
      await table.optimize({ cleanupOlderThan: new Date(), deleteUnverified: true })
      const config = this.#lance.Index.fts({
        baseTokenizer: 'whitespace',
        maxTokenLength: longestToken,
        withPosition: false,
        lowercase: false,
        stem: false,
        removeStopWords: false,
        asciiFolding: false,
      })
      await table.createIndex(wordsColumn, { config })
    }
    // What lies in a place of its own may belong to another corpus.
    if (this.#shared) return table.countRows()
    for (const name of await this.#connection.tableNames())
      if (isTableOfOurs(name) && name !== this.#name) await this.#connection.dropTable(name)
    return table.countRows()
  }

  async close(): Promise<void> {
    this.#table?.close()
    this.#connection.close()
  }
}
