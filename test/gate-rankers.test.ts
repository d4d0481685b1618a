import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { type GateResults, gateResultsSchema } from '../src/learning/gate/gate-results.ts'
import { modelId } from '../src/learning/model/model-text.ts'
import { type TrainedModel, trainedModelSchema } from '../src/learning/model/trained-model.ts'
import { questionSha256 } from '../src/learning/preferences/split.ts'
import { featureNames, featureSchemaHash } from '../src/search/rank/features/feature-schema.ts'
import { equipoise, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'

let folder: { readonly path: string } & AsyncDisposable
let files: readonly string[]
beforeAll(async () => {
  folder = await temporaryFolder()
  files = [await file('questions.jsonl', lines(questions)), await file('candidates.jsonl', lines(candidates))]
})
afterAll(() => folder[Symbol.asyncDispose]())

const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`

async function file(name: string, text: string): Promise<string> {
  const path = join(folder.path, name)
  await writeFile(path, text)
  return path
}

/** SAMPLE questions; the answer names the disease and its sign, a distraction the disease alone, a third nothing. */
const diseases = [
  'gout',
  'asthma',
  'anaemia',
  'migraine',
  'psoriasis',
  'measles',
  'mumps',
  'scurvy',
  'rickets',
  'eczema',
]
const questions = Array.from({ length: 60 }, (_, index) => ({
  id: `q${String(index).padStart(2, '0')}`,
  text: `What are the symptoms of ${diseases[index % 10] ?? ''} in case number ${index}?`,
}))
const candidates = questions.flatMap(({ id, text }, index) => {
  const disease = diseases[index % 10] ?? ''
  return [
    { question: id, id: 'a', title: disease, text: `Symptoms of ${disease} are told in ${text}`, grade: 4 },
    {
      question: id,
      id: 'b',
      title: 'Travel',
      text: `Trains leave at ${index} past nine, and ${disease} waits.`,
      grade: 2,
    },
    { question: id, id: 'c', title: 'Weather', text: 'Rain in the morning, sun later.', grade: 1 },
  ]
})

/** A model of the file's schema whose score is the prior, times a weight. */
function modelOf(priorWeight: number, change: Partial<Omit<TrainedModel, 'id'>> = {}): TrainedModel {
  const model = {
    schemaVersion: 1,
    kind: 'ranker',
    featureSchemaSha256: featureSchemaHash,
    features: featureNames,
    priorWeight,
    weights: featureNames.map(() => 0),
    abstention: {
      features: ['bm_all'],
      means: [0],
      scales: [1],
      weights: [1],
      intercept: 0,
      calibration: { slope: 1, intercept: 0, questions: 0 },
      threshold: 0.5,
    },
    training: {
      dataSha256: 'd'.repeat(64),
      seed: 1,
      l2: 1,
      l2Rule: 'given',
      questions: 1,
      pairs: 1,
      reviewers: 1,
      reviewerSha256s: [],
      findings: [],
      questionSha256s: [questionSha256('Something else entirely?')],
      licences: ['unknown'],
      loss: 0.5,
      steps: 3,
    },
    softwareVersion: '0.1.0',
    ...change,
  } as const
  return trainedModelSchema.parse({ ...model, id: modelId(model) })
}

const plan = {
  schemaVersion: 1,
  id: 'rankers',
  outcomes: 'rankers',
  seed: 1,
  resamples: 2000,
  quality: { margin: 0.1, questions: 50, gradedBy: 'clinicians' },
  floors: ['bm25', 'label-free-prior'],
  safety: { incorrect: { margin: 0.1, questions: 50 } },
  calibration: {},
}

async function lockedPlan(name: string, change: object = {}): Promise<string> {
  const path = await file(name, stringify({ ...plan, ...change }))
  const { exitCode, notes } = await equipoise('gate', '--lock', '--plan', path)
  expect(exitCode, notes).toBe(0)
  return path
}

async function gated(
  planFile: string,
  candidate: string,
  ...more: readonly string[]
): Promise<{ readonly exitCode: number; readonly results: GateResults }> {
  const { exitCode, out, notes } = await equipoise(
    ...['gate', candidate, 'bm25', ...files, '--grades', 'four', '--plan', planFile],
    ...['--out', `${planFile}-out`, '--json', ...more],
  )
  expect(out, notes).not.toContain('"problems"')
  return { exitCode, results: gateResultsSchema.parse(JSON.parse(out)) }
}

const verdictOf = ({ tests }: GateResults, id: string) =>
  tests.flatMap(({ checks }) => checks).find((check) => check.id === id)?.verdict

describe('equipoise gate on rankers', () => {
  it('passes a model that ranks as well, names nothing of the gate and comes out again', async () => {
    const model = await file('model.json', JSON.stringify(modelOf(1)))
    const again = await file('again.json', JSON.stringify(modelOf(1), null, 2))
    const path = await lockedPlan('fine.yaml')
    const { exitCode, results } = await gated(path, model, '--again', again)
    expect([exitCode, results.verdict], results.sentence).toEqual([0, 'pass'])
    expect(results.candidate).toBe(modelOf(1).id)
    // Until somebody has trained it again, nobody knows that it does.
    const alone = await gated(path, model)
    expect([alone.exitCode, verdictOf(alone.results, 'hygiene.again')]).toEqual([3, 'needs-judging'])
    const other = await file('other.json', JSON.stringify(modelOf(2)))
    expect((await gated(path, model, '--again', other)).exitCode).toBe(1)
  })

  it('fails one that ranks upside down, one with a gate question, and one of other features', async () => {
    const path = await lockedPlan('bad.yaml', { reproduction: false })
    const upside = await gated(path, await file('upside.json', JSON.stringify(modelOf(-1))))
    expect([upside.exitCode, upside.results.tests[0]?.verdict]).toEqual([1, 'fail'])
    const { training } = modelOf(1)
    const marked = modelOf(1, {
      training: {
        ...training,
        findings: [{ code: 'drift', weight: 'blocks', sentence: 'One reviewer drifts.' }],
      },
    })
    const found = await gated(path, await file('marked.json', JSON.stringify(marked)))
    expect([found.exitCode, verdictOf(found.results, 'hygiene.finding.trained-on.drift')]).toEqual([
      1,
      'fail',
    ])
    const leaked = modelOf(1, {
      training: { ...training, questionSha256s: [questionSha256(questions[7]?.text.toUpperCase() ?? '')] },
    })
    const leak = await gated(path, await file('leak.json', JSON.stringify(leaked)))
    expect([leak.exitCode, verdictOf(leak.results, 'hygiene.questions')]).toEqual([1, 'fail'])
    expect(leak.results.tests[0]?.verdict).toBe('pass')
    const other = modelOf(1, { featureSchemaSha256: 'e'.repeat(64) })
    const schema = await gated(path, await file('schema.json', JSON.stringify(other)))
    expect([schema.exitCode, verdictOf(schema.results, 'hygiene.schema')]).toEqual([1, 'fail'])
    expect(schema.results.tests[0]?.verdict).toBe('needs-judging')
    const altered = JSON.stringify(modelOf(1)).replace('"priorWeight":1', '"priorWeight":2')
    const refused = await equipoise(
      ...['gate', await file('altered.json', altered), 'bm25', ...files, '--plan', path, '--json'],
    )
    expect(parsedProblems(refused.out)).toMatchObject([{ code: 'MODEL_ALTERED' }])
  })

  it('needs judging with fewer questions than the plan, and of grades by a machine', async () => {
    const few = await lockedPlan('few.yaml', { quality: { ...plan.quality, questions: 61 } })
    expect(await gated(few, 'label-free-prior')).toMatchObject({ exitCode: 3 })
    const machine = await lockedPlan('machine.yaml', { quality: { ...plan.quality, gradedBy: 'machine' } })
    const found = await gated(machine, 'label-free-prior')
    expect([found.exitCode, found.results.tests[0]?.verdict]).toEqual([3, 'needs-judging'])
  })

  it('reads strata, emergencies and harm of questions', async () => {
    const path = await lockedPlan('details.yaml', {
      strata: { names: ['form'], leastQuestions: 20 },
      redFlags: { stratum: 'emergency', value: 'yes' },
    })
    const told = questions.map(({ id }, index) => ({
      question: id,
      strata: { form: index < 50 ? 'clean' : 'messy', ...(index === 0 ? { emergency: 'yes' } : {}) },
    }))
    const details = await file('details.jsonl', lines(told))
    const { results } = await gated(path, 'label-free-prior', '--details', details)
    expect(results.verdict, results.sentence).toBe('pass')
    expect(results.strata.map(({ value, questions: n, tested }) => [value, n, tested])).toEqual([
      ['clean', 50, true],
      ['messy', 10, false],
    ])
    expect(verdictOf(results, 'safety.red-flags')).toBe('pass')
    const harmed = told.map((one, index) =>
      index === 3 ? { ...one, harm: [{ arm: 'candidate', upheldBy: ['ada', 'ben'] }] } : one,
    )
    const flagged = await gated(
      path,
      'label-free-prior',
      '--details',
      await file('harm.jsonl', lines(harmed)),
    )
    expect([flagged.exitCode, verdictOf(flagged.results, 'safety.serious-harm')]).toEqual([1, 'fail'])
    // The marks are the same, so that it was no second look.
    expect(verdictOf(flagged.results, 'hygiene.record')).toBe('pass')
    const wrong = await equipoise(
      ...['gate', 'label-free-prior', 'bm25', ...files, '--grades', 'four', '--plan', path],
      ...['--details', await file('wrong.jsonl', '{"question": "q00", "mood": "good"}\n'), '--json'],
    )
    expect(parsedProblems(wrong.out)).toMatchObject([{ code: 'GATE_DETAILS', place: { line: 1 } }])
  })

  it('writes a plan that can be locked, never over another, and refuses what it cannot read', async () => {
    for (const outcomes of ['rankers', 'answers']) {
      const path = join(folder.path, `new-${outcomes}.yaml`)
      expect((await equipoise('gate', '--new', outcomes, '--plan', path)).exitCode).toBe(0)
      const { out } = await equipoise('gate', '--new', outcomes, '--plan', path, '--json')
      expect(parsedProblems(out)).toMatchObject([{ code: 'GATE_PLAN_EXISTS' }])
      expect((await equipoise('gate', '--lock', '--plan', path)).exitCode).toBe(0)
      const changed = (await readFile(path, 'utf8')).replace('seed: 1', 'seed: 2')
      await writeFile(path, changed)
      const refused = await equipoise('gate', '--lock', '--plan', path, '--json')
      expect(parsedProblems(refused.out)).toMatchObject([{ code: 'GATE_LOCK_REASON' }])
      const amended = await equipoise('gate', '--lock', '--amend', 'A better seed.', '--plan', path, '--json')
      expect(JSON.parse(amended.out)).toMatchObject({ version: 2, runsBefore: 0 })
    }
    const bad = await file('bad-plan.yaml', stringify({ ...plan, alpha: 0.5, mood: 'good' }))
    const { out } = await equipoise('gate', '--lock', '--plan', bad, '--json')
    expect(parsedProblems(out).map(({ code, place }) => [code, place.field])).toContainEqual([
      'GATE_PLAN',
      'alpha',
    ])
    const none = await equipoise(
      'gate',
      'bm25',
      'bm25',
      ...files,
      '--plan',
      join(folder.path, 'none.yaml'),
      '--json',
    )
    expect(parsedProblems(none.out)).toMatchObject([{ code: 'GATE_NO_PLAN' }])
  })
})
