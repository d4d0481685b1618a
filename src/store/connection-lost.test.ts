import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withProblems } from './database-problem.ts'
import { openStore } from './store.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it('is told of a server that went while a transaction asked nothing, and goes on with a new connection', async () => {
  const databaseUrl = await server.freshUrl()
  const store = await openStore({ workspace: '.', databaseUrl })
  const other = await openStore({ workspace: '.', databaseUrl })
  const broken = withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other.database)
      // Time for the news to come while nothing is asked: without a listener it would end this process.
      await sleep(200)
      await sql`select 1`.execute(transaction)
    }),
  )
  await expect(broken).rejects.toMatchObject({ problems: [{ code: 'STORE_GONE' }] })
  expect((await sql`select 1 as one`.execute(store.database)).rows).toEqual([{ one: 1 }])
  await store.close()
  await other.close()
})
