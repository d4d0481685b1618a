import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runPeer } from './run-peer.mjs'

// With fewer threads it may wait for itself for ever (lancedb/lancedb#3568).
process.env.LANCE_CPU_THREADS ??= '4'
const { BooleanQuery, connect, Index, MatchQuery, Occur } = await import('@lancedb/lancedb')
const folder = mkdtempSync(join(tmpdir(), 'equipoise-lancedb-peer-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

await runPeer(async (passages) => {
  const rows = passages.map(({ title, focus, body }, number) => ({ number, title, focus, body }))
  const table = await (await connect(folder)).createTable('passages', rows)
  for (const column of ['title', 'focus', 'body'])
    await table.createIndex(column, {
      config: Index.fts({ stem: true, removeStopWords: false, withPosition: false }),
    })
  return async (words, count, title, focus) => {
    const boosts = Object.entries({ title, focus, body: 1 })
    const parts = boosts.map(([column, boost]) => [Occur.Should, new MatchQuery(words, column, { boost })])
    const found = table
      .query()
      .fullTextSearch(new BooleanQuery(parts))
      .select(['number', '_score'])
      .limit(count)
    return (await found.toArray()).map(({ number }) => number)
  }
})
