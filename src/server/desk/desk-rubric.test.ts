import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBundle } from '../../store/bundle/read-bundle.ts'
import { writeBundle } from '../../store/bundle/write-bundle.ts'
import type { Store } from '../../store/store.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { trainingFeedbackSchema } from '../contract/feedback.ts'
import { deskTrial, judgmentsOf, mark } from '../testing/desk-trial.ts'

let server: TestServer
let folder: string
beforeAll(async () => {
  server = await startTestServer()
  folder = await mkdtemp(join(tmpdir(), 'equipoise-test-'))
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

const criterion = (id: string, text: string, points: number) => ({ id, text, points, tags: ['axis:secret'] })
/** 10 points to be had, 4 to be lost. */
const doses = [
  criterion('wait', 'Advises to wait.', -4),
  criterion('dose', 'Gives the dose.', 7),
  criterion('why', 'Says why.', 3),
]
const options = {
  arms: ['tarn', 'moor'],
  items: 2,
  criteria: { q0: doses, q1: [criterion('blame', 'Blames the patient.', -5)] },
  protocol: {
    axes: [
      { id: 'correct', form: 'absolute', primary: true, scale: { kind: 'ordinal', min: 1, max: 4 } },
      { id: 'rubric', label: 'Content', form: 'absolute', scale: { kind: 'rubric' } },
    ],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'rubric', candidate: 'tarn', against: 'moor' }],
  },
}
const trial = async (protocol: object = {}, items = options.items) =>
  deskTrial(await server.freshStore(), { ...options, items, protocol: { ...options.protocol, ...protocol } })
/** The one question that has a rubric, and nothing else asked about it. */
const rubricAlone = () => trial({ review: { axes: ['rubric'] } }, 1)

async function rubricRows(store: Store) {
  const { rows } = await sql<{ value: number | null; criteria: unknown }>`
    select value, criteria from judgment where axis = 'rubric' order by seq`.execute(store.database)
  return rows.map(({ value, criteria }) => [value, criteria])
}

it('shows criteria without points or tags, and no such axis where none of them earns a point', async () => {
  const { reviewer } = await trial()
  const ada = await reviewer('Ada')
  const axesOf = new Map<string, unknown>()
  for (let unit = await ada.next(); unit !== null; unit = await ada.next()) {
    axesOf.set(unit.question.turns[0]?.text ?? '', unit.axes)
    expect(JSON.stringify(unit.axes)).not.toMatch(/points|tags|secret|-4|7/)
    const marks = Object.fromEntries(
      unit.axes.map(({ id, form }) => [id, form === 'rubric' ? { dose: true } : 2]),
    )
    await ada.save(...unit.tasks.map((_, index) => mark(unit, { marks }, {}, index)))
  }
  expect(axesOf.get('Question q0?')).toMatchObject([
    { id: 'correct' },
    {
      form: 'rubric',
      id: 'rubric',
      label: 'Content',
      criteria: [
        { id: 'wait', text: 'Advises to wait.' },
        { id: 'dose', text: 'Gives the dose.' },
        { id: 'why', text: 'Says why.' },
      ],
    },
  ])
  expect(axesOf.get('Question q1?')).toMatchObject([{ id: 'correct' }])
})

it('makes a score of the criteria once all are marked, and keeps each of them', async () => {
  const { store, study, reviewer } = await rubricAlone()
  const ada = await reviewer('Ada')
  const unit = await ada.next()
  const said = (rubric: Record<string, boolean>, complete = false) =>
    mark(unit, { marks: { rubric } }, { complete })
  await ada.save(said({ dose: true }), said({ dose: true, wait: true }))
  await ada.save(said({ dose: true, wait: true, why: false }))
  // The same in another order of the keys is nothing new.
  await ada.save(said({ why: false, wait: true, dose: true }))
  await ada.save(said({ dose: true, wait: false, why: false }, true))
  expect(await rubricRows(store)).toEqual([
    [null, { dose: true }],
    [null, { dose: true, wait: true }],
    // (7 - 4) / 10 and 7 / 10, by hand.
    [0.3, { dose: true, wait: true, why: false }],
    [0.7, { dose: true, wait: false, why: false }],
  ])
  expect(await judgmentsOf(store, study)).toMatchObject([
    { form: 'absolute', axis: 'rubric', value: 0.7, criteria: { dose: true, wait: false, why: false } },
  ])
  expect(unit?.tasks[0]?.task).toBe((await ada.next())?.tasks[0]?.task)
  expect((await ada.next())?.tasks[0]?.form?.marks).toEqual({
    rubric: { dose: true, wait: false, why: false },
  })
})

it('refuses a criterion that the item does not have, and takes an undo back to nothing', async () => {
  const { store, reviewer } = await rubricAlone()
  const ada = await reviewer('Ada')
  const unit = await ada.next()
  const { refused } = await ada.save(mark(unit, { marks: { rubric: { dose: true, blame: true } } }))
  expect(refused).toMatchObject([
    { code: 'FORM_INVALID', message: expect.stringContaining('wait, dose, why') },
  ])
  await ada.save(
    mark(unit, { marks: { rubric: { why: false } } }, { complete: false }),
    mark(unit, {}, { complete: false, undo: true }),
  )
  expect(await rubricRows(store)).toEqual([
    [null, { why: false }],
    [null, null],
  ])
})

it('shows after practice which criteria the authors hold to be met', async () => {
  const known = { axis: 'rubric', arm: 'tarn', met: { dose: true, wait: false } }
  const { store, reviewer } = await trial({ review: { training: [{ item: 'q0', marks: [known] }] } })
  const ada = await reviewer('Ada')
  const unit = await ada.next()
  expect(unit?.role).toBe('training')
  const marks = { correct: 3, rubric: { dose: false, wait: false, why: true } }
  await ada.save(...(unit?.tasks ?? []).map((_, index) => mark(unit, { marks }, {}, index)))
  const { tasks } = await ada.ask(trainingFeedbackSchema, `/feedback?unit=${unit?.unit}`)
  const { rows } = await sql<{ id: string }>`
    select review_task.id from review_task join arm on arm.id = arm_a_id
    where arm.key = 'tarn' and unit_id = ${unit?.unit}::uuid`.execute(store.database)
  expect(tasks.map(({ task, expected }) => [task === rows[0]?.id, expected?.marks ?? null])).toEqual(
    expect.arrayContaining([
      [true, { rubric: { dose: true, wait: false } }],
      [false, null],
    ]),
  )
})

it('goes through a bundle byte for byte, criteria and adequacy of single answers too', async () => {
  const { store, study, reviewer } = await trial()
  const ada = await reviewer('Ada')
  for (let unit = await ada.next(); unit !== null; unit = await ada.next()) {
    const rubric = { dose: true, wait: false, why: false }
    const marks = Object.fromEntries(unit.axes.map(({ id, form }) => [id, form === 'rubric' ? rubric : 2]))
    await ada.save(...unit.tasks.map((_, index) => mark(unit, { marks, adequate: [false] }, {}, index)))
  }
  const [out, back] = [join(folder, 'out'), join(folder, 'back')]
  await writeBundle(store, study, out, new Map())
  const other = await server.freshStore()
  await readBundle(other, 'elsewhere', out)
  await writeBundle(other, study, back, new Map())
  for (const name of await readdir(out)) {
    expect(await readFile(join(back, name), 'utf8'), name).toBe(await readFile(join(out, name), 'utf8'))
  }
  const judgments = await judgmentsOf(other, study)
  expect(judgments.filter(({ axis }) => axis === 'rubric')).toHaveLength(2)
  for (const { axis, criteria, adequacyA, value } of judgments) {
    expect([value, criteria, adequacyA]).toEqual(
      axis === 'rubric' ? [0.7, { dose: true, wait: false, why: false }, false] : [2, null, false],
    )
  }
})
