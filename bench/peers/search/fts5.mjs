import { DatabaseSync } from 'node:sqlite'
import { runPeer } from './run-peer.mjs'

await runPeer((passages) => {
  const database = new DatabaseSync(':memory:')
  database.exec(
    `CREATE VIRTUAL TABLE passages USING fts5(title, focus, body, content='', tokenize = "porter unicode61"); BEGIN`,
  )
  const insert = database.prepare('INSERT INTO passages (rowid, title, focus, body) VALUES (?, ?, ?, ?)')
  for (const [row, { title, focus, body }] of passages.entries()) insert.run(row, title, focus, body)
  database.exec("COMMIT; INSERT INTO passages (passages) VALUES ('optimize')")
  const select = database.prepare(
    'SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, ?, ?, 1) LIMIT ?',
  )
  return (words, count, title, focus) => {
    const query = words
      .split(' ')
      .map((word) => `"${word}"`)
      .join(' OR ')
    return select.all(query, title, focus, count).map(({ rowid }) => rowid)
  }
})
