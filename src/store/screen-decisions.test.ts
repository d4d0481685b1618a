import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeImport } from './imports/write-import.ts'
import { counts } from './reading/counts.ts'
import { readItems } from './reading/read-items.ts'
import { readDecisions, recordDecisions } from './screen-decisions.ts'
import { ensureStudy } from './studies.ts'
import { collect, importedFile, pairwise, source } from './testing/sample.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function studyOfTwo() {
  const store = await server.freshStore()
  const study = await ensureStudy(store, 'trial', 'A trial')
  const items = ['q1', 'q2'].map((key) => ({ key, text: `Question ${key}`, strata: {} }))
  await writeImport(store, study, importedFile('a', 2), source({ items, judgments: [pairwise()] }))
  const hashes = new Map((await collect(readItems(store, study))).map(({ key, hash }) => [key, hash]))
  const decision = (item: string, change = {}) => ({
    item,
    itemHash: hashes.get(item) ?? '',
    decision: 'cleared' as const,
    by: 'Grace',
    reason: 'The patient is invented.',
    found: [{ kind: 'name' as const, n: 1 }],
    ...change,
  })
  return { store, study, decision }
}

describe('decisions on screened items', () => {
  it('are read back in their order, with who, when and why', async () => {
    const { store, study, decision } = await studyOfTwo()
    expect(await readDecisions(store, study)).toEqual([])
    await recordDecisions(store, study, [decision('q1'), decision('q2', { decision: 'held', found: [] })])
    await recordDecisions(store, study, [
      decision('q1', { decision: 'held', by: 'Ada', reason: 'A mistake' }),
    ])
    const read = await readDecisions(store, study)
    expect(read.map(({ item, decision, by, reason }) => [item, decision, by, reason])).toEqual([
      ['q1', 'cleared', 'Grace', 'The patient is invented.'],
      ['q2', 'held', 'Grace', 'The patient is invented.'],
      ['q1', 'held', 'Ada', 'A mistake'],
    ])
    expect(read[0]).toMatchObject({ found: [{ kind: 'name', n: 1 }], itemHash: decision('q1').itemHash })
    expect(read[0]?.at).toMatch(/^\d{4}-.*Z$/)
  })

  it('are not recorded for content that is not there, none of them', async () => {
    const { store, study, decision } = await studyOfTwo()
    for (const wrong of [decision('q1', { itemHash: 'b'.repeat(64) }), decision('q9')])
      await expect(recordDecisions(store, study, [decision('q2'), wrong])).rejects.toThrow(
        /SCREEN_ITEM_CHANGED/,
      )
    expect(await readDecisions(store, study)).toEqual([])
  })

  it('cannot be changed or removed, and lie in their own study', async () => {
    const { store, study, decision } = await studyOfTwo()
    await recordDecisions(store, study, [decision('q1')])
    for (const statement of ["update screen_decision set reason = 'other'", 'delete from screen_decision'])
      await expect(sql.raw(statement).execute(store.database)).rejects.toThrow(/never changed or removed/)
    const other = await ensureStudy(store, 'other', 'Another trial')
    const moved = sql`insert into screen_decision select gen_random_uuid(), ${other.id}::uuid, item_id, item_hash,
      decision, person_id, reason, found from screen_decision`
    await expect(moved.execute(store.database)).rejects.toThrow(/foreign key|not in its study/)
    await expect(recordDecisions(store, other, [decision('q1')])).rejects.toThrow(/SCREEN_ITEM_CHANGED/)
  })

  it('make nobody a reviewer, and take nothing from one', async () => {
    const { store, study, decision } = await studyOfTwo()
    expect((await counts(store, study)).reviewers).toBe(1)
    await recordDecisions(store, study, [decision('q1'), decision('q2', { by: 'Ada' })])
    expect((await counts(store, study)).reviewers).toBe(1)
  })
})
