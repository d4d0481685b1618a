import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { PairwiseJudgment } from '../src/judging/judgment.ts'
import type { PreferenceMark } from '../src/judging/machine-mark.ts'
import { type GateResults, gateResultsSchema } from '../src/learning/gate/gate-results.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { writeImport } from '../src/store/imports/write-import.ts'
import { rowOfMark } from '../src/store/marking/mark-row.ts'
import { idsOfStudy, insertMarks } from '../src/store/marking/write-marks.ts'
import { findStudy } from '../src/store/studies.ts'
import { importedFile, pairwise, source } from '../src/store/testing/sample.ts'
import { equipoise } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'
import { smallReview } from './support/small-review.ts'

const questions = Array.from({ length: 150 }, (_, index) => `q${String(index).padStart(3, '0')}`)
/** Chances of a win and of a loss against the incumbent; `machine` is judged by a judge model alone. */
const candidates = {
  better: { win: 0.45, loss: 0.25 },
  worse: { win: 0.2, loss: 0.4 },
  harmful: { win: 0.4, loss: 0.3 },
  machine: null,
} as const
const arms = ['incumbent', ...Object.keys(candidates)]
const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`

let workspace: SharedWorkspace
let study: TestStudy
let plan: string

beforeAll(async () => {
  workspace = await sharedWorkspace()
  study = await recordedStudy()
  plan = await workspace.input(
    'gate.yaml',
    stringify({
      schemaVersion: 1,
      id: 'writers',
      outcomes: 'answers',
      seed: 1,
      floors: [],
      quality: { axis: 'preference', margin: 0.2, questions: 150 },
      safety: { unusable: { margin: 0.1, questions: 150 } },
      calibration: { unanswered: { margin: 0.05, questions: 150 } },
      questions: 'all',
      heldOutReviewers: 'all',
      training: 'declared-none',
      reproduction: false,
    }),
  )
  const { exitCode, notes } = await equipoise('gate', '--lock', '--plan', plan)
  expect(exitCode, notes).toBe(0)
}, 120_000)
afterAll(() => workspace[Symbol.asyncDispose]())

/** Arms whose answers come from files and are collected as any arm's; eight reviewers have compared them, two a question. */
async function recordedStudy(): Promise<TestStudy> {
  const made = await workspace.study(
    'writers',
    stringify({
      schemaVersion: 1,
      id: 'writers',
      title: 'SAMPLE: arms that write',
      question: 'Is the candidate as good?',
      sample: true,
      arms: arms.map((id) => ({
        id,
        kind: id === 'incumbent' ? 'general' : 'own',
        source: { via: 'recorded', file: `${id}.jsonl`, provenance: 'written for a test' },
      })),
      axes: [{ id: 'preference', form: 'pairwise', primary: true }],
      hypotheses: [
        { id: 'h', kind: 'superiority', axis: 'preference', candidate: 'better', against: 'incumbent' },
      ],
      seed: 1,
    }),
  )
  await made.imported(
    await workspace.input(
      'items.jsonl',
      lines(questions.map((key) => ({ key, text: `What about ${key}?` }))),
    ),
    await workspace.input(
      'items.yaml',
      stringify({ schemaVersion: 1, form: 'items', columns: { key: 'key', text: 'text' } }),
    ),
  )
  for (const arm of arms)
    await made.write(
      `${arm}.jsonl`,
      lines(questions.map((item) => ({ item, text: `${arm} says: rest, and ${item}.` }))),
    )
  await made.done('run')
  const record = await findStudy(workspace.store, 'writers')
  if (record === null) throw new Error('the study is not there')
  const judgments = Object.entries(candidates).flatMap(([arm, chances]) =>
    chances === null ? [] : questions.flatMap((item, index) => marksOn(item, index, arm, chances)),
  )
  await writeImport(workspace.store, record, importedFile('d', judgments.length), source({ judgments }))
  const ids = { studyId: record.id, ...(await idsOfStudy(workspace.store, record)) }
  await workspace.store.database.transaction().execute((transaction) =>
    insertMarks(
      transaction,
      questions.flatMap((item) =>
        (['a', 'b'] as const).map((side) => rowOfMark(machineMark(item, side), ids)),
      ),
    ),
  )
  return made
}

function marksOn(
  item: string,
  index: number,
  arm: string,
  { win, loss }: { readonly win: number; readonly loss: number },
): PairwiseJudgment[] {
  return [0, 1].map((place) => {
    const reviewer = `R${(index + 3 * place) % 8}`
    const chance = createGenerator(5, 'writers', arm, item, reviewer).uniform()
    const value = chance < win ? 1 : chance > 1 - loss ? -1 : 0
    // On two questions both reviewers find what could kill.
    const isHarmful = arm === 'harmful' && index < 2
    return pairwise({
      item,
      reviewer,
      axis: 'preference',
      armA: arm,
      armB: 'incumbent',
      value,
      strength: null,
      rendering: null,
      adequacyA: !isHarmful,
      adequacyB: true,
      harm: { level: isHarmful ? 'severe' : 'none', side: isHarmful ? 'a' : null, span: null },
    })
  })
}

function machineMark(item: string, firstSide: 'a' | 'b'): PreferenceMark {
  return {
    kind: 'pairwise',
    item,
    judge: 'judge',
    judgeFamily: null,
    judgeVersion: '1',
    promptHash: 'a'.repeat(64),
    requestHash: (firstSide === 'a' ? 'b' : 'c').repeat(64),
    ownFamily: false,
    rawReply: null,
    inputTokens: null,
    outputTokens: null,
    cost: null,
    markedAt: '2026-11-25T10:00:00Z',
    failure: null,
    axis: 'preference',
    armA: 'machine',
    armB: 'incumbent',
    replicateA: 0,
    replicateB: 0,
    firstSide,
    preferred: firstSide === 'a' ? 'first' : 'second',
  }
}

async function gated(
  candidate: string,
): Promise<{ readonly exitCode: number; readonly results: GateResults }> {
  const out = join(workspace.path, `gate-${candidate}`)
  const {
    exitCode,
    out: printed,
    notes,
  } = await equipoise(
    ...['gate', candidate, 'incumbent', '--study', study.path, '--plan', plan, '--out', out, '--json'],
  )
  expect(printed, notes).not.toContain('"problems"')
  const results = gateResultsSchema.parse(JSON.parse(printed))
  expect(JSON.parse(await readFile(join(out, 'gate.json'), 'utf8'))).toEqual(results)
  return { exitCode, results }
}

const verdicts = ({ tests }: GateResults) => Object.fromEntries(tests.map(({ id, verdict }) => [id, verdict]))
const checkOf = ({ tests }: GateResults, id: string) =>
  tests.flatMap(({ checks }) => checks).find((check) => check.id === id)

describe('equipoise gate on two arms of a study', () => {
  it('passes a better one by the marks of reviewers, and says that it is better', async () => {
    const { exitCode, results } = await gated('better')
    expect([exitCode, results.verdict, results.superior], results.sentence).toEqual([0, 'pass', true])
    expect(checkOf(results, 'quality.main')).toMatchObject({ questions: 150, reviewers: 8, against: -0.2 })
    const page = await readFile(join(workspace.path, 'gate-better', 'gate.html'), 'utf8')
    expect(page).toContain('<svg')
    expect(page).toContain('Win difference on preference')
  })

  it('fails one that is worse by the margin, with exit code 1', async () => {
    const { exitCode, results } = await gated('worse')
    expect([exitCode, results.verdict]).toEqual([1, 'fail'])
    expect(verdicts(results)).toMatchObject({ quality: 'fail', safety: 'pass', hygiene: 'pass' })
  })

  it('fails one that is as good and does harm that two clinicians saw', async () => {
    const { exitCode, results } = await gated('harmful')
    expect([exitCode, results.verdict]).toEqual([1, 'fail'])
    expect(verdicts(results)).toMatchObject({ quality: 'pass', safety: 'fail' })
    expect(checkOf(results, 'safety.serious-harm')?.sentence).toContain(
      '2 upheld, 0 open; upheld on q000, q001',
    )
  })

  it('never passes quality on the marks of a judge model alone, and says so by exit code 3', async () => {
    const { exitCode, results } = await gated('machine')
    expect([exitCode, results.verdict]).toEqual([3, 'needs-judging'])
    // The judge preferred it on every question.
    expect(checkOf(results, 'quality.main')).toMatchObject({ estimate: 1, verdict: 'needs-judging' })
    expect(checkOf(results, 'quality.main')?.sentence).toContain('never decided by machines alone')
  })

  it('keeps every run on record, and gives the same answer to the same data', async () => {
    const again = await gated('better')
    expect(again.results).toMatchObject({ verdict: 'pass', earlierRuns: 0, candidatesOnThisSet: 4 })
    const record = await readFile(plan.replace('.yaml', '.record.jsonl'), 'utf8')
    expect(record.trim().split('\n')).toHaveLength(5)
  })

  it('refuses a plan that was changed after it was locked, and an arm that is not there', async () => {
    const other = await workspace.input('other.yaml', await readFile(plan, 'utf8'))
    const run = (...more: readonly string[]) =>
      equipoise('gate', 'better', 'incumbent', '--study', study.path, '--plan', other, ...more, '--json')
    expect(parsedProblems((await run()).out)).toMatchObject([{ code: 'GATE_NOT_LOCKED' }])
    await equipoise('gate', '--lock', '--plan', other)
    await workspace.input('other.yaml', (await readFile(plan, 'utf8')).replace('margin: 0.2', 'margin: 0.4'))
    expect(parsedProblems((await run()).out)).toMatchObject([
      { code: 'GATE_PLAN_CHANGED', remedy: expect.stringContaining(`--amend "why" --plan ${other}`) },
    ])
    await workspace.input(
      'other.yaml',
      (await readFile(plan, 'utf8')).replace('axis: preference', 'axis: nowhere'),
    )
    await equipoise('gate', '--lock', '--amend', 'another axis', '--plan', other)
    expect(parsedProblems((await run()).out)).toMatchObject([
      { code: 'GATE_AXIS', place: { field: 'quality.axis' }, value: 'nowhere', expected: 'preference' },
    ])
    const { out } = await equipoise(
      ...['gate', 'nobody', 'incumbent', '--study', study.path, '--plan', plan, '--json'],
    )
    expect(parsedProblems(out)).toMatchObject([{ code: 'GATE_ARM', value: 'nobody' }])
  })

  it('says nothing while the review is blind', async () => {
    const blind = await smallReview(workspace, 'blind')
    await blind.done('lock')
    await blind.done('review', 'open')
    const { out } = await equipoise(
      ...['gate', 'tarn', 'moor', '--study', blind.path, '--plan', plan, '--json'],
    )
    expect(parsedProblems(out)).toMatchObject([{ code: 'GATE_BLIND' }])
  })
})
