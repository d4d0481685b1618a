import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../store/store.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { deskTrial, judgmentsOf, mark } from '../testing/desk-trial.ts'

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

const alone = {
  axes: [
    { id: 'correct', form: 'absolute', primary: true, scale: { kind: 'ordinal', min: 1, max: 4 } },
    { id: 'clear', form: 'absolute', scale: { kind: 'binary' } },
  ],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'correct', candidate: 'tarn', against: 'moor' }],
}

it('keeps with every mark of a single answer whether the reviewer would act on it', async () => {
  const { store, study, reviewer } = await deskTrial(await server.freshStore(), {
    arms: ['tarn', 'moor'],
    items: 1,
    protocol: alone,
  })
  const ada = await reviewer('Ada')
  const unit = await ada.next()
  await ada.save(
    mark(unit, { marks: { correct: 4, clear: 1 }, adequate: [true] }, {}, 0),
    mark(unit, { marks: { correct: 4, clear: 1 }, adequate: [null] }, {}, 1),
  )
  // A change of mind about adequacy alone is a new judgment on both axes.
  await ada.save(mark(unit, { marks: { correct: 4, clear: 1 }, adequate: [false] }, {}, 1))
  expect(await written(store)).toBe(6)
  const { rows } = await sql<{ id: string; arm: string }>`
    select review_task.id, arm.key as arm from review_task join arm on arm.id = arm_a_id`.execute(
    store.database,
  )
  const armOf = (task: number) => rows.find(({ id }) => id === unit?.tasks[task]?.task)?.arm
  const judgments = (await judgmentsOf(store, study)).map(
    ({ armA, armB, axis, value, adequacyA, adequacyB }) => [armA, armB, axis, value, adequacyA, adequacyB],
  )
  expect(judgments).toHaveLength(4)
  expect(judgments).toEqual(
    expect.arrayContaining([
      [armOf(0), null, 'correct', 4, true, null],
      [armOf(0), null, 'clear', 1, true, null],
      [armOf(1), null, 'correct', 4, false, null],
      [armOf(1), null, 'clear', 1, false, null],
    ]),
  )
})

it('has no place for a second arm in a judgment on one answer', async () => {
  const { store, study, reviewer } = await deskTrial(await server.freshStore(), {
    arms: ['tarn', 'moor'],
    items: 1,
    protocol: alone,
  })
  const ada = await reviewer('Ada')
  await ada.save(mark(await ada.next(), { marks: { correct: 4 }, adequate: [true] }, {}, 0))
  const [judgment] = await judgmentsOf(store, study)
  await expect(
    sql`insert into judgment (id, study_id, form, item_id, arm_a_id, axis, role, adequacy_a, adequacy_b)
      select gen_random_uuid(), study_id, form, item_id, arm_a_id, axis, role, true, false from judgment
      where id = ${judgment?.id}::uuid`.execute(store.database),
  ).rejects.toThrow(/judgment_absolute/)
})
