import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { PairwiseJudgment } from '../src/judging/judgment.ts'
import { type GateResults, gateResultsSchema } from '../src/learning/gate/gate-results.ts'
import { modelText } from '../src/learning/model/model-text.ts'
import { dataFindings } from '../src/learning/preferences/checks/data-finding.ts'
import type { ReviewerFinding } from '../src/learning/preferences/checks/finding.ts'
import { learningQuestionsOf } from '../src/learning/preferences/learning-questions.ts'
import { preferenceSchema } from '../src/learning/preferences/preference.ts'
import {
  type Fault,
  reviewerName,
  simulatedPanel,
} from '../src/learning/preferences/testing/simulated-reviewers.ts'
import { rankerPlan } from '../src/learning/training/ranker-plan.ts'
import { trainModel } from '../src/learning/training/train-model.ts'
import { writeImport } from '../src/store/imports/write-import.ts'
import { findStudy } from '../src/store/studies.ts'
import { importedFile, pairwise, source } from '../src/store/testing/sample.ts'
import { equipoise } from './support/command-line.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

/*
 * Panels of ten simulated reviewers, three to a question, 180 marks each. How often the checks find a fault is measured by
 * `npm run bench reviewer-checks`; here it is one panel each, and what becomes of what was found.
 */
const panel = { seed: 7, reviewers: 10, questions: 600, reviewersPerQuestion: 3, repeats: 0 }
const faulty = 3
const faults: Readonly<Record<string, { readonly check: string; readonly fault: Fault }>> = {
  // One reviewer of ten turns every mark round: a tenth of all marks.
  malicious: { check: 'inversion', fault: { inverted: 1 } },
  leaning: { check: 'position', fault: { position: 0.6 } },
  drifting: { check: 'drift', fault: { turning: 1 } },
}

const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
const diseases = ['gout', 'asthma', 'anaemia', 'migraine', 'psoriasis', 'measles', 'mumps', 'scurvy']
const items = Array.from({ length: panel.questions }, (_, number) => ({
  key: `q${String(number).padStart(4, '0')}`,
  text: `What are the symptoms of ${diseases[number % diseases.length] ?? ''} in case number ${number}?`,
}))

let workspace: SharedWorkspace
let answersPlan: string
let rankersPlan: string
let graded: readonly string[]

beforeAll(async () => {
  workspace = await sharedWorkspace()
  const common = { schemaVersion: 1, seed: 1, resamples: 2000, floors: [] }
  answersPlan = await lockedPlan('answers.yaml', {
    ...{ ...common, id: 'answers', outcomes: 'answers' },
    quality: { axis: 'preference', margin: 0.2, questions: 600 },
    safety: {},
    calibration: { unanswered: { margin: 0.05, questions: 600 } },
    ...{ questions: 'all', heldOutReviewers: 'all', training: 'declared-none', reproduction: false },
  })
  rankersPlan = await lockedPlan('rankers.yaml', {
    ...{ ...common, id: 'rankers', outcomes: 'rankers' },
    quality: { margin: 0.1, questions: 40, gradedBy: 'clinicians' },
    safety: { incorrect: { margin: 0.15, questions: 40 } },
    calibration: {},
  })
  graded = await gradedFiles()
}, 120_000)
afterAll(() => workspace[Symbol.asyncDispose]())

async function lockedPlan(name: string, plan: object): Promise<string> {
  const path = await workspace.input(name, stringify(plan))
  const { exitCode, notes } = await equipoise('gate', '--lock', '--plan', path)
  expect(exitCode, notes).toBe(0)
  return path
}

/** SAMPLE questions of a gate for rankers: the good answer names the disease and its symptoms. */
async function gradedFiles(): Promise<readonly string[]> {
  const questions = diseases.flatMap((disease) =>
    ['child', 'adult', 'athlete', 'baker', 'driver'].map((who) => ({
      id: `${disease}-${who}`,
      text: `How does ${disease} show in a ${who}?`,
    })),
  )
  const candidates = questions.flatMap(({ id }) => {
    const [disease = '', who = ''] = id.split('-')
    return [
      { question: id, id: 'a', title: disease, text: `In a ${who} ${disease} shows by its signs.`, grade: 4 },
      { question: id, id: 'b', title: 'Travel', text: `Trains leave at noon, ${disease} or not.`, grade: 2 },
      { question: id, id: 'c', title: 'Weather', text: 'Rain in the morning, sun later.', grade: 1 },
    ]
  })
  return Promise.all([
    workspace.input('questions.jsonl', lines(questions)),
    workspace.input('candidates.jsonl', lines(candidates)),
  ])
}

/** A study whose two arms were compared by the panel; its marks are in the store as those of any study. */
async function judgedStudy(name: string, fault: Fault): Promise<TestStudy> {
  const study = await workspace.study(
    name,
    stringify({
      ...{ schemaVersion: 1, id: name, title: 'SAMPLE: a panel', question: 'Is one as good as two?' },
      sample: true,
      arms: ['one', 'two'].map((id) => ({
        id,
        kind: id === 'two' ? 'general' : 'own',
        source: { via: 'recorded', file: `${id}.jsonl`, provenance: 'written for a test' },
      })),
      axes: [{ id: 'preference', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'preference', candidate: 'one', against: 'two' }],
      seed: 1,
    }),
  )
  await study.imported(
    await workspace.input(`${name}.jsonl`, lines(items)),
    await workspace.input(
      `${name}.yaml`,
      stringify({ schemaVersion: 1, form: 'items', columns: { key: 'key', text: 'text' } }),
    ),
  )
  const marks = simulatedPanel({ ...panel, faults: { [faulty]: fault } })
  const better = new Map(marks.map(({ item, outcome }) => [item, outcome]))
  // What most of the panel prefers speaks of the question more often than not, so that there is something to learn.
  const says = (arm: 'a' | 'b') =>
    items.map(({ key, text }, number) => ({
      item: key,
      text:
        (better.get(key) === arm) === number % 5 > 0
          ? `${text.replace('What are the symptoms of', 'Symptoms of')} They are told here.`
          : `Rest, and ask again about case ${number}.`,
    }))
  await study.write('one.jsonl', lines(says('a')))
  await study.write('two.jsonl', lines(says('b')))
  await study.done('run')
  const record = await findStudy(workspace.store, name)
  if (record === null) throw new Error('the study is not there')
  const judgments = marks.map(
    ({ item, reviewer, outcome, first, decidedAt }): PairwiseJudgment =>
      pairwise({
        ...{ item, reviewer: reviewer ?? '', axis: 'preference', armA: 'one', armB: 'two' },
        ...{ value: outcome === 'a' ? 1 : -1, side: first, decidedAt, consent: true },
      }),
  )
  await writeImport(workspace.store, record, importedFile('d', judgments.length), source({ judgments }))
  return study
}

interface Told {
  readonly byReviewer: readonly { readonly reviewer: string; readonly preferences: number }[]
  readonly findings: readonly ReviewerFinding[]
  readonly excluded: readonly string[]
}

const marksOf = (fault: Fault, number: number) =>
  simulatedPanel({ ...panel, faults: { [faulty]: fault } }).filter(
    ({ reviewer }) => reviewer === reviewerName(number),
  ).length

async function told(study: TestStudy): Promise<Told> {
  return JSON.parse((await study.done('preferences', '--json')).out)
}

async function gated(...given: readonly string[]): Promise<GateResults> {
  const { out, notes } = await equipoise('gate', ...given, '--json')
  expect(out, notes).not.toContain('"problems"')
  return gateResultsSchema.parse(JSON.parse(out))
}

const gatedStudy = (study: TestStudy, plan = answersPlan) =>
  gated('one', 'two', '--study', study.path, '--plan', plan, '--out', join(study.path, 'gate'))

/** A ranker learned from what the command writes for training, with the findings that go with it, through the gate. */
async function gatedModel(study: TestStudy, { findings }: Told): Promise<GateResults> {
  const file = join(study.path, 'preferences.jsonl')
  await study.done('preferences', '--out', file)
  const preferences = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => preferenceSchema.parse(JSON.parse(line)))
  const plan = rankerPlan({ l2: 'usual', seed: 1, licences: [], softwareVersion: 'test' })
  const trained = () =>
    trainModel(learningQuestionsOf(preferences), { ...plan, findings: dataFindings(findings) })
  const [path, again] = ['model.json', 'again.json'].map((name) => join(study.path, name))
  await study.write('model.json', modelText(trained()))
  await study.write('again.json', modelText(trained()))
  return gated(
    ...[path ?? '', 'bm25', ...graded, '--grades', 'four', '--plan', rankersPlan, '--again', again ?? ''],
    ...['--out', join(study.path, 'gate')],
  )
}

const blocking = ({ tests }: GateResults) =>
  tests
    .flatMap(({ checks }) => checks)
    .filter(({ id, verdict }) => id.startsWith('hygiene.finding.') && verdict === 'fail')
    .map(({ id }) => id.replace(/^hygiene\.finding\.(?:trained-on\.)?/, ''))

describe('simulated reviewers', { timeout: 240_000 }, () => {
  it('of whom none is at fault: nobody is flagged, study and model pass', async () => {
    const study = await judgedStudy('honest', {})
    const found = await told(study)
    expect(found.findings.filter(({ verdict }) => verdict === 'flagged')).toEqual([])
    const gate = await gatedStudy(study)
    expect(gate.verdict, gate.sentence).toBe('pass')
    const model = await gatedModel(study, found)
    expect(model.verdict, JSON.stringify(model.tests)).toBe('pass')
  })

  it.each(Object.entries(faults))('%s: found, told, and neither study nor model passes', async (name, of) => {
    const study = await judgedStudy(name, of.fault)
    const found = await told(study)
    const [flagged, ...more] = found.findings.filter(
      ({ verdict, reviewer, check }) => verdict === 'flagged' && reviewer !== null && check === of.check,
    )
    expect(more).toEqual([])
    const pseudonym = flagged?.reviewer ?? ''
    // Pseudonyms are drawn when marks come in; who it is shows by the number of marks.
    const marks = found.byReviewer.map(({ reviewer, preferences: n }) => [reviewer, n])
    expect(marks).toContainEqual([pseudonym, marksOf(of.fault, faulty)])
    expect(found.excluded).toEqual(of.check === 'inversion' ? [pseudonym] : [])
    const words = (await study.done('preferences')).out
    expect(words).toMatch(new RegExp(`${of.check}[ │|]+${pseudonym}`))

    const gate = await gatedStudy(study)
    expect(gate.verdict).toBe('fail')
    expect(blocking(gate)).toContain(of.check)
    // Nothing else fails: it is the reviewer that keeps it from passing.
    expect(gate.tests.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)).toEqual(['hygiene'])
    expect(JSON.stringify(gate)).not.toContain(pseudonym)

    const model = await gatedModel(study, found)
    expect(model.verdict).toBe('fail')
    expect(blocking(model)).toContain(of.check)

    // A person who names the others in the plan, before its lock, has decided.
    const others = found.byReviewer.flatMap(({ reviewer }) => (reviewer === pseudonym ? [] : [reviewer]))
    const plan = (await readFile(answersPlan, 'utf8')).replace(
      'heldOutReviewers: all',
      `heldOutReviewers: ${JSON.stringify(others)}`,
    )
    const decided = join(study.path, 'decided.yaml')
    await study.write('decided.yaml', plan)
    await equipoise('gate', '--lock', '--plan', decided)
    const without = await gatedStudy(study, decided)
    expect(blocking(without)).toEqual([])
    expect(without.findings.map(({ weight }) => weight)).toContain('note')
  })
})
