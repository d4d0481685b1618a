import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { trainedModelSchema } from '../src/learning/model/trained-model.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { equipoise } from './support/command-line.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
let study: TestStudy
const numbers = Array.from({ length: 80 }, (_, n) => n)
const reviewers = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6']

/** What invented reviewers like: an answer that does not hedge. Which arm hedges is drawn for each question. */
const plain = (n: number) => `Plough fever number ${n} is treated with harrowban. Take it with water.`
const hedged = (n: number) =>
  `Plough fever number ${n} may perhaps be treated with harrowban. It might possibly help, and could be taken with water.`
const hedges = numbers.map((n) => (createGenerator(3, n).integerBelow(2) === 0 ? 'tarn' : 'moor'))
const textOf = (n: number, arm: string) => (hedges[n] === arm ? hedged(n) : plain(n))

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

beforeAll(async () => {
  workspace = await sharedWorkspace()
  study = await workspace.study(
    'preferred',
    stringify({
      schemaVersion: 1,
      id: 'preferred',
      title: 'Tarn against Moor',
      question: 'Which?',
      arms: ['tarn', 'moor'].map((id) => ({ id, kind: 'own' })),
      axes: [{ id: 'utility', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      seed: 12,
    }),
  )
  const imported = async (form: string, rows: readonly object[], columns: object, more: object = {}) =>
    study.imported(
      await workspace.input(`${form}.jsonl`, lines(rows)),
      await workspace.input(`${form}.yaml`, stringify({ schemaVersion: 1, form, columns, ...more })),
    )
  await imported(
    'items',
    numbers.map((n) => ({ key: `q${n}`, text: `How is plough fever number ${n} treated?` })),
    { key: 'key', text: 'text' },
  )
  await imported(
    'answers',
    numbers.flatMap((n) =>
      ['tarn', 'moor'].map((arm) => ({ item: `q${n}`, arm, status: 'answered', text: textOf(n, arm) })),
    ),
    { item: 'item', arm: 'arm', status: 'status', text: 'text' },
    { provenance: 'recorded' },
  )
  await imported(
    'pairwise',
    numbers.flatMap((n) =>
      reviewers.slice(0, 3).map((_, at) => ({
        item: `q${n}`,
        reviewer: reviewers[(n + at) % reviewers.length],
        a: 'tarn',
        b: 'moor',
        axis: 'utility',
        // One mark in ten is against the habit.
        mark: createGenerator(5, n, at).uniform() < 0.1 === (hedges[n] === 'tarn') ? 'A' : 'B',
        consent: 'yes',
      })),
    ),
    {
      item: 'item',
      armA: 'a',
      armB: 'b',
      axis: 'axis',
      value: 'mark',
      reviewer: 'reviewer',
      consent: 'consent',
    },
    { values: { A: { value: 'a', strength: 1 }, B: { value: 'b', strength: 1 } } },
  )
}, 90_000)
afterAll(() => workspace[Symbol.asyncDispose]())

it('a reward model learns from a study what its reviewers like, and chooses by it', {
  timeout: 120_000,
}, async () => {
  const out = join(workspace.path, 'reward.json')
  const learn = () => study.done('learn', '--kind', 'reward', '--out', out, '--licence', 'CC0-1.0', '--json')
  const told = JSON.parse((await learn()).out)
  const bytes = await readFile(out, 'utf8')
  const model = trainedModelSchema.parse(JSON.parse(bytes))
  expect(model).toMatchObject({ kind: 'reward', abstention: null })
  expect(model.training.licences).toEqual(['CC0-1.0'])
  // Pseudonyms are drawn, so that who is held out, a quarter in the mean, is another each time. Questions of gate and calibration are not learned from.
  const panel = JSON.parse((await study.done('preferences', '--json')).out).byReviewer
  const free = panel.filter((one: { heldOut: boolean }) => !one.heldOut)
  expect(model.training.reviewers).toBe(free.length)
  expect(model.training.questions).toBeLessThan(60)
  expect(told.leftOut['gate-split']).toBeGreaterThan(0)
  // The habit can be told from chance: three marks of four at least, where the prior knows nothing of hedging.
  const { pairs } = told.card.heldOut
  expect(pairs.trained).toBeGreaterThan(0.75)
  expect(pairs.difference.lower).toBeGreaterThan(0)
  expect(model.weights[model.features.indexOf('hedge_rate')]).toBeLessThan(0)
  await learn()
  expect(await readFile(out, 'utf8')).toBe(bytes)

  const drafts = await workspace.input(
    'drafts.jsonl',
    lines(
      [101, 102].map((n) => ({
        item: `q${n}`,
        question: `How is plough fever number ${n} treated?`,
        answers: [
          { id: 'first', text: hedged(n) },
          { id: 'second', text: plain(n) },
        ],
      })),
    ),
  )
  const chosen = join(workspace.path, 'chosen.jsonl')
  const best = await equipoise('best-of', drafts, '--model', out, '--out', chosen)
  expect(best.exitCode, best.notes).toBe(0)
  expect(await readFile(chosen, 'utf8')).toBe(
    lines([101, 102].map((n) => ({ item: `q${n}`, text: plain(n) }))),
  )
})

it('a ranker learns from the same study, and each is refused in the place of the other', {
  timeout: 120_000,
}, async () => {
  const ranker = join(workspace.path, 'ranker.json')
  const told = JSON.parse((await study.done('learn', '--out', ranker, '--json')).out)
  expect(told.model.kind).toBe('ranker')
  expect(told.card.training.licences).toEqual(['unknown'])
  const drafts = await workspace.input(
    'one.jsonl',
    lines([{ item: 'q', question: 'What?', answers: [{ id: 'a', text: 'That.' }] }]),
  )
  const swapped = await equipoise('best-of', drafts, '--model', ranker)
  expect([swapped.exitCode, swapped.notes]).toEqual([1, expect.stringContaining('[MODEL_KIND]')])
})

it('bad input is told, and nothing is written', { timeout: 120_000 }, async () => {
  const out = join(workspace.path, 'never.json')
  const refused = async (...words: readonly string[]) => {
    const run = words[0] === 'learn' ? study.run : equipoise
    const { exitCode, notes } = await run(...words)
    return [exitCode, /\[([A-Z_]+)\]/.exec(notes)?.[1]]
  }
  expect(await refused('learn', 'some.jsonl', '--out', out)).toEqual([2, 'USAGE_LEARN_SOURCE'])
  const twice = await workspace.input(
    'twice.jsonl',
    lines([
      {
        item: 'q',
        question: 'What?',
        answers: [
          { id: 'a', text: 'x' },
          { id: 'a', text: 'y' },
        ],
      },
    ]),
  )
  expect(await refused('best-of', twice, '--out', out)).toEqual([1, 'BEST_OF_REPEATED'])
  const none = await workspace.input('none.jsonl', lines([{ item: 'q', question: 'What?', answers: [] }]))
  expect(await refused('best-of', none, '--out', out)).toEqual([1, 'BEST_OF_LINE'])
  await expect(readFile(out)).rejects.toThrow(/ENOENT/)
})
