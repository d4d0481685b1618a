import { describe, expect, it } from 'vitest'
import { fourGrades } from '../../../search/evaluation/judgments.ts'
import { grownPlan } from '../testing/grown-plan.ts'
import { pairForecasts } from './pair-forecasts.ts'
import { type RankerGateInput, rankerOutcomes } from './ranker-outcomes.ts'

const grades = (own: Readonly<Record<string, number>>) => new Map(Object.entries(own))
const judgments = new Map([
  ['q1', grades({ a: 4, b: 1 })],
  ['q2', grades({ a: 1, b: 1 })],
  ['q3', grades({ a: 3 })],
])
const rankings = (q1: string, q2: string, q3: string) =>
  new Map(Object.entries({ q1, q2, q3 }).map(([id, list]) => [id, [...list]]))

const input = (change: Partial<RankerGateInput> = {}): RankerGateInput => ({
  plan: grownPlan({ floors: ['floor'] }),
  candidate: { name: 'new', rankings: rankings('ba', 'ab', 'ax'), scores: null, confidence: null },
  incumbent: { name: 'old', rankings: rankings('ab', 'ba', 'a') },
  floors: [{ name: 'floor', rankings: rankings('ba', 'ab', 'a') }],
  questions: ['q3', 'q1', 'q2'].map((id) => ({ id, sha256: id.padEnd(64, '0'), strata: {} })),
  judgments,
  metric: { scale: fourGrades, depth: 10 },
  incorrectBelow: 2,
  harm: [],
  hygiene: { training: null, trained: false, featureSchema: null, reproduced: null, findings: [] },
  ...change,
})

describe('rankerOutcomes', () => {
  it('compares nDCG where there is a gain and both lists are judged in full, by hand', () => {
    const { quality, floors } = rankerOutcomes(input())
    // q1: 1/log2(3) against 1; q2 has no gain; q3 has an unjudged document in the candidate's list.
    expect([...quality.question]).toEqual([0])
    expect(quality.gain[0]).toBeCloseTo(1 / Math.log2(3) - 1, 14)
    expect(quality.unjudgedQuestions).toBe(1)
    expect([...(floors[0]?.differences?.gain ?? [])]).toEqual([0])
  })

  it('compares incorrect top answers on every question', () => {
    const { unsafe } = rankerOutcomes(input())
    // q1: only the candidate's is incorrect; q2: both; q3: neither.
    expect([...(unsafe?.gain ?? [])]).toEqual([-1, 0, 0])
    expect(rankerOutcomes(input({ incorrectBelow: null })).unsafe).toBeNull()
  })

  it('takes a question without an answer as one with an incorrect answer', () => {
    const candidate = { ...input().candidate, rankings: new Map([['q1', ['a', 'b']]]) }
    const { unsafe, quality } = rankerOutcomes(input({ candidate }))
    expect([...(unsafe?.gain ?? [])]).toEqual([0, 0, -1])
    expect([...quality.gain]).toEqual([0, -1])
  })

  it('knows who graded', () => {
    const plan = grownPlan({ quality: { margin: 0.1, questions: 1, gradedBy: 'machine' } })
    expect(rankerOutcomes(input({ plan })).quality.markedBy).toBe('machine')
  })
})

it('pairForecasts are turned to the preferred side, so that sorted files change nothing', () => {
  const scores = new Map([['q1', new Map(Object.entries({ a: 0, b: 2, c: 1 }))]])
  const graded = new Map([['q1', grades({ a: 1, b: 4, c: 4 })]])
  const found = pairForecasts(['q1'], scores, graded)
  // a < b: 1/(1 + exp(-2)) and right; a < c: 1/(1 + exp(-1)) and right; b and c have one grade.
  expect([...found.probability].map((p) => p.toFixed(6))).toEqual(['0.880797', '0.731059'])
  expect([...found.outcome]).toEqual([1, 1])
  const turned = pairForecasts(['q1'], scores, new Map([['q1', grades({ a: 4, b: 1, c: 1 })]]))
  expect([...turned.outcome]).toEqual([0, 0])
})
