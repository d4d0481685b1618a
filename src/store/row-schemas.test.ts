import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { passingTables, rowSchemas } from './row-schemas.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it('every table that the migrations make is kept by backups, or named with the reason why not', async () => {
  const store = await server.freshStore()
  const { rows } = await sql<{ readonly name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
    store.database,
  )
  const kept = Object.keys(rowSchemas)
  const passing = Object.keys(passingTables)
  expect(rows.map(({ name }) => name).sort()).toEqual([...kept, ...passing].sort())
  expect(passing.filter((name) => kept.includes(name))).toEqual([])
})
