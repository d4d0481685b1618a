import { afterAll, beforeAll, expect, it } from 'vitest'
import { readGuesses } from '../../store/review/read-guesses.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { deskSavedSchema } from '../contract/desk.ts'
import { type GuessChoices, guessChoicesSchema } from '../contract/guesses.ts'
import { markUnits } from '../testing/mark-units.ts'
import { reviewStudy } from '../testing/review-study.ts'
import { studyApp, type TestVisitor } from '../testing/study-app.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function review(arms: readonly string[], items: number, protocol: Readonly<Record<string, unknown>>) {
  const store = await server.freshStore()
  const made = await reviewStudy(store, 'trial', { arms, items, protocol })
  return { store, study: made.study, app: studyApp(store, made.study, made.protocol, made.items) }
}

const asked = (reviewer: TestVisitor) => reviewer.ask(guessChoicesSchema, '/api/desk/guesses')
const text = (unit: GuessChoices['units'][number]) => unit.question.turns.at(-1)?.text ?? ''
const pairs = () => ({ marks: { utility: 'first' } })

it('asks about three of the questions that were marked, the same ones until they are answered, and once', async () => {
  const { store, study, app } = await review(['tarn', 'moor'], 8, { review: { most: 6 } })
  const ada = await app.visitor('Ada', 'reviewer')
  await markUnits(ada, 6, pairs, false)
  // Names of systems before the last mark could change marks.
  expect(await asked(ada)).toEqual({ choices: [], units: [] })
  await markUnits(ada, 1, pairs)
  const first = await asked(ada)
  expect(first.choices.map(({ label }) => label)).toEqual(['moor', 'tarn'])
  expect(new Set(first.units.map(text)).size).toBe(3)
  expect(first.units.every(({ tasks }) => tasks.every(({ complete }) => complete))).toBe(true)
  expect(await asked(ada)).toEqual(first)
  const guess = (unit: GuessChoices['units'][number], choice: string | null) => ({
    kind: 'guess',
    key: crypto.randomUUID(),
    task: unit.tasks[0]?.task,
    guesses: [choice, null],
    madeAt: '2026-11-25T10:01:00.000Z',
  })
  await ada.ask(deskSavedSchema, '/api/desk/events', { events: first.units.map((unit) => guess(unit, '1')) })
  expect(await asked(ada)).toEqual({ choices: [], units: [] })
  // One guess for each task of the reviewer, her last word.
  const [again] = first.units
  if (again === undefined) throw new Error('no question')
  await ada.ask(deskSavedSchema, '/api/desk/events', { events: [guess(again, '2')] })
  const stored = await readGuesses(store, study)
  expect(stored.map(({ guesses }) => guesses[0]).sort()).toEqual(['1', '1', '2'])
  expect(new Set(stored.map(({ reviewer }) => reviewer))).toEqual(new Set([ada.person]))
  expect(new Set(stored.map(({ item }) => item)).size).toBe(3)
})

it('tells no names between two questions to whoever asks early', async () => {
  const { app } = await review(['tarn', 'moor'], 3, { review: { most: 3 } })
  const ada = await app.visitor('Ada', 'reviewer')
  await markUnits(ada, 2, pairs)
  expect(await asked(ada)).toEqual({ choices: [], units: [] })
  await markUnits(ada, 1, pairs)
  expect((await asked(ada)).choices).toHaveLength(2)
})

it('draws among all questions of a reviewer and not always the same ones', async () => {
  const { app } = await review(['tarn', 'moor'], 6, {
    reviewPlan: { questions: 6, reviewers: 8, reviewersPerQuestion: 8 },
  })
  const drawn: string[] = []
  for (let one = 0; one < 8; one++) {
    const reviewer = await app.visitor(`R${one}`, 'reviewer')
    await markUnits(reviewer, 7, pairs)
    drawn.push(...(await asked(reviewer)).units.map(text))
  }
  expect(drawn).toHaveLength(24)
  // Ids are drawn anew in every run. That all eight draw among three questions alone has the chance 20 (1/20)^8.
  expect(new Set(drawn).size).toBeGreaterThanOrEqual(4)
})

it('asks about no further question once it asks about six answers', async () => {
  const arms = ['tarn', 'moor', 'beck', 'fell', 'gill', 'ghyll']
  const { app } = await review(arms, 3, {
    axes: [{ id: 'correct', form: 'absolute', primary: true, scale: { kind: 'ordinal', min: 1, max: 4 } }],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'correct', candidate: 'tarn', against: 'moor' }],
  })
  const ada = await app.visitor('Ada', 'reviewer')
  await markUnits(ada, 4, () => ({ marks: { correct: 3 } }))
  expect((await asked(ada)).units.map(({ tasks }) => tasks.length)).toEqual([6])
})
