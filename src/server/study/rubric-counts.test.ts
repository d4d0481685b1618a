import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reviewerAxes } from '../../review/marks/reviewer-axes.ts'
import { readTaskMarks, readTasksOfArms } from '../../store/review/mark-counts.ts'
import { unblind } from '../../store/review/unblind.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { deskTrial, judgmentsOf, mark } from '../testing/desk-trial.ts'
import { markFlow } from './mark-flow.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const criterion = (id: string, points: number) => ({ id, text: `Says ${id}.`, points, tags: [] })
/** Of three questions one has a rubric; that of another can earn nothing. */
const options = {
  arms: ['tarn', 'moor'],
  items: 3,
  criteria: { q0: [criterion('dose', 2), criterion('why', 1)], q1: [criterion('harm', -3)] },
  protocol: {
    axes: [
      { id: 'correct', form: 'absolute', primary: true, scale: { kind: 'ordinal', min: 1, max: 4 } },
      { id: 'rubric', form: 'absolute', scale: { kind: 'rubric' } },
      { id: 'exam', form: 'absolute', scale: { kind: 'binary' } },
    ],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'correct', candidate: 'tarn', against: 'moor' }],
    review: { axes: ['correct', 'rubric'] },
  },
} as const

it('counts a mark by rubric as due where the item has one, and as given once there is a score', async () => {
  const { store, study, protocol, reviewer } = await deskTrial(await server.freshStore(), options)
  const flow = async () => markFlow(protocol, await readTaskMarks(store, study), { state: 'unblinded' })
  // Two answers to three questions on the scale, and two to one question by criteria.
  expect(await flow()).toMatchObject({ due: 8, given: 0, missing: 0, toCome: 8 })
  // The same tasks without what is in them: three with each system, alone.
  expect(
    (await readTasksOfArms(store, study)).toSorted((one, other) => (one.arms < other.arms ? -1 : 1)),
  ).toEqual([
    { form: 'absolute', arms: ['moor'], tasks: 3 },
    { form: 'absolute', arms: ['tarn'], tasks: 3 },
  ])
  const ada = await reviewer('Ada')
  for (let unit = await ada.next(); unit !== null; unit = await ada.next()) {
    const marks = (task: number) =>
      Object.fromEntries(
        (unit?.axes ?? []).map(({ id, form }) => [
          id,
          form === 'rubric' ? { dose: true, ...(task === 0 ? { why: true } : {}) } : 3,
        ]),
      )
    await ada.save(...unit.tasks.map((_, task) => mark(unit, { marks: marks(task) }, {}, task)))
  }
  // One of the two rubrics was left with a criterion unmarked.
  expect(await flow()).toMatchObject({ due: 8, given: 7, missing: 1, toCome: 0 })
})

it('leaves a judgment without a mark by rubric only of an item that has one, where an answer was refused', async () => {
  const { store, study, protocol, reviewer } = await deskTrial(await server.freshStore(), options)
  const ada = await reviewer('Ada')
  await ada.next()
  await sql`
    insert into review_left_out (id, study_id, item_id, form, round, role, arm_a_id, why)
    select gen_random_uuid(), item.study_id, item.id, 'absolute', 0, 'study', arm.id, '[{"state": "refused"}]'
    from item join arm on arm.study_id = item.study_id and arm.key = 'tarn'`.execute(store.database)
  const { withoutMark } = await unblind(store, study, ada.person, 'Enough', (form, rubric) =>
    reviewerAxes(protocol, form, rubric).map(({ id }) => id),
  )
  expect(withoutMark).toBe(4)
  expect((await judgmentsOf(store, study)).map(({ item, axis }) => `${item} ${axis}`).sort()).toEqual([
    'q0 correct',
    'q0 rubric',
    'q1 correct',
    'q2 correct',
  ])
})
