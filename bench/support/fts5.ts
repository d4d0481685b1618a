import { DatabaseSync } from 'node:sqlite'

export interface FtsRow {
  readonly title: string
  readonly focus: string
  readonly body: string
}

/** Full-text search of SQLite as it comes with Node, with its own stems, in a file or in memory. */
export class Fts5 {
  readonly #database: DatabaseSync

  constructor(file: string) {
    this.#database = new DatabaseSync(file)
  }

  fill(rows: Iterable<FtsRow>): void {
    this.#database.exec(`PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;
      CREATE VIRTUAL TABLE passages USING fts5(title, focus, body, content='', tokenize = "porter unicode61")`)
    const insert = this.#database.prepare(
      'INSERT INTO passages (rowid, title, focus, body) VALUES (?, ?, ?, ?)',
    )
    this.#database.exec('BEGIN')
    let row = 0
    for (const { title, focus, body } of rows) {
      insert.run(row, title, focus, body)
      row += 1
    }
    this.#database.exec("COMMIT; INSERT INTO passages (passages) VALUES ('optimize')")
  }

  /** Row numbers, best first. Weights of title and focus beside 1 for the body. */
  search(words: string, count: number, title = 1, focus = 1): number[] {
    const query = words
      .split(' ')
      .map((word) => `"${word}"`)
      .join(' OR ')
    return this.#database
      .prepare(`SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, ?, ?, 1) LIMIT ?`)
      .all(query, title, focus, count)
      .map(({ rowid }) => Number(rowid))
  }

  close(): void {
    this.#database.close()
  }
}
