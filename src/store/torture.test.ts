import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore } from './store.ts'
import { startChild } from './testing/child.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const kills = 30

/** A small linear congruential generator, so that the moments of the kills are the same every time. */
function* moments(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 2_147_483_648
  }
}

it(`holds whole imports only after ${kills} kills at random moments`, async () => {
  const url = await server.freshUrl()
  const random = moments(20_261_122)
  let acknowledged = 0
  let stored = 0
  let importMilliseconds = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const child = startChild('import-forever', [url, String(stored)])
    await child.line()
    if (kill === 0) {
      const begun = performance.now()
      await child.line()
      importMilliseconds = performance.now() - begun
      acknowledged += 1
    }
    child.process.stdout?.on('data', (chunk: Buffer) => {
      acknowledged += chunk.toString('utf8').trim().split('\n').length
    })
    // Within the first import or soon after it, whatever the speed of the machine.
    await sleep(random.next().value * 1.5 * importMilliseconds)
    await child.kill()

    const store = await openStore({ workspace: '.', databaseUrl: url })
    // The dead client's transaction may be ending still; the study's lock is free once it has.
    await store.database
      .transaction()
      .execute((transaction) => sql`select from study for update`.execute(transaction))
    const { rows } = await sql<{ readonly count: number; readonly items: number; readonly arms: number }>`
      select (select count(*) from judgment where import_id = import.id) as count,
        (select count(*) from item where key like 'q' || replace(import.file_name, '.csv', '') || '-%') as items,
        (select count(*) from arm) as arms
      from import order by id`.execute(store.database)
    stored = rows.length
    expect(rows.every((row) => row.count === 10_000 && row.items === 500 && row.arms === 2)).toBe(true)
    const { rows: totals } = await sql`
      select (select count(*) from judgment) as judgments, (select count(*) from item) as items`.execute(
      store.database,
    )
    expect(totals).toEqual([{ judgments: stored * 10_000, items: stored * 500 }])
    expect(stored).toBeGreaterThanOrEqual(acknowledged)
    await store.close()
  }
  // Kills came both before and after commits, else the test would say nothing.
  expect(stored).toBeGreaterThan(0)
  expect(stored).toBeLessThan(kills * 10)
}, 240_000)
