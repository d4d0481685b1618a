import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../store/store.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { deskTrial, mark } from '../testing/desk-trial.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** Every judgment that was ever written, those that a later one supersedes too. */
async function written(store: Store): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from judgment`.execute(store.database)
  return rows[0]?.n ?? -1
}

it('writes no judgment again that says what stands already, also where a sentence is marked as unsafe', async () => {
  const { store, reviewer } = await deskTrial(await server.freshStore(), { arms: ['tarn', 'moor'], items: 1 })
  const ada = await reviewer('Ada')
  const unit = await ada.next()
  const marks = { utility: 'first' as const }
  const unsafe = [{ answer: 1, sentence: 0, level: 'moderate' as const }]
  await ada.save(mark(unit, { marks, unsafe }, { complete: false }))
  expect(await written(store)).toBe(1)
  // A comment is no mark: the form comes again, and says nothing new of the axis.
  await ada.save(mark(unit, { marks, unsafe, comment: 'Half' }, { complete: false }))
  await ada.save(mark(unit, { marks, unsafe, comment: 'Half a word' }))
  expect(await written(store)).toBe(1)
  const severe = [{ answer: 1, sentence: 0, level: 'severe' as const }]
  await ada.save(mark(unit, { marks, unsafe: severe }))
  await ada.save(mark(unit, { marks, unsafe: [] }))
  await ada.save(mark(unit, { marks, unsafe: [] }))
  expect(await written(store)).toBe(3)
})
