import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Results } from '../src/analysis/results-schema.ts'
import { bedsideProtocol } from './support/bedside-study.ts'
import { expectRefused } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

/** Answers of the third arm failed once, so that fewer questions are answered by all than by the two compared. */
const pairs = `question,left,right,choice,reviewer,left status,right status
q1,ours,theirs,left,a,answered,answered
q1,ours,theirs,left,b,answered,answered
q1,ours,weakened,,a,answered,failed
q2,ours,theirs,right,a,answered,answered
q2,ours,theirs,same,b,answered,answered
q3,ours,theirs,,a,answered,refused
q3,ours,theirs,right,b,answered,refused
q4,ours,theirs,,a,refused,answered
q5,ours,theirs,,a,answered,failed
q5,ours,theirs,left,b,answered,failed
q6,ours,theirs,,a,answered,answered
q6,ours,theirs,left,b,answered,answered
q7,ours,theirs,,a,refused,refused
`

const pairsMapping = `schemaVersion: 1
form: pairwise
columns: {item: question, armA: left, armB: right, axis: {constant: preference}, value: choice, reviewer: reviewer,
  statusA: left status, statusB: right status}
values: {left: a, right: b, same: tie, "": missing}
`

const scores = `question,arm,axis,score,reviewer,status
q1,ours,correctness,4,a,answered
q1,theirs,correctness,2,a,answered
q1,weakened,correctness,,a,failed
q1,ours,correctness,3,b,answered
q1,theirs,correctness,3,b,answered
q2,ours,correctness,3,a,answered
q2,theirs,correctness,,a,refused
q2,ours,correctness,2,b,answered
q2,theirs,correctness,,b,refused
q3,ours,correctness,,a,refused
q3,theirs,correctness,4,a,answered
q4,ours,correctness,,a,failed
q4,theirs,correctness,3,a,answered
q5,ours,correctness,4,a,answered
q5,theirs,correctness,,a,answered
q5,ours,correctness,3,b,answered
q5,theirs,correctness,1,b,answered
q1,ours,harmful,1,a,answered
q1,theirs,harmful,0,a,answered
q2,ours,harmful,0,a,answered
q2,theirs,harmful,,a,refused
`

const scoresMapping = `schemaVersion: 1
form: absolute
columns: {item: question, arm: arm, axis: axis, value: score, reviewer: reviewer, status: status}
levels: {"": missing}
scale: {min: 0, max: 4}
`

const onPairs = bedsideProtocol.replace(/ {2}- \{id: (correctness|harmful).*\n/g, '')
const onScores = bedsideProtocol.replace(/ {2}- \{id: preference.*\n/, '').replace(
  / {2}- \{id: preferred.*\n/,
  `  - {id: better, kind: superiority, axis: correctness, candidate: ours, against: theirs}
  - {id: safer, kind: superiority, axis: harmful, candidate: ours, against: theirs}
`,
)

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

let studies = 0
async function analysed(
  protocol: string,
  rule: string | null,
  table: string,
  mapping: string,
): Promise<Results> {
  studies += 1
  const refusals = rule === null ? '' : `refusals: {rule: ${rule}}\n`
  const study = await workspace.study(`study-${studies}`, protocol + refusals)
  await study.imported(
    await workspace.input(`${studies}.csv`, table),
    await workspace.input(`${studies}.yaml`, mapping),
  )
  await study.done('analyse')
  return study.results()
}

function sets({ verdicts }: Results, hypothesis: string): unknown {
  return verdicts
    .find((verdict) => verdict.hypothesis.id === hypothesis)
    ?.answerSets.map(({ set, estimate, n, nQuestions }) => ({ set, estimate, n, nQuestions }))
}

function chosen({ verdicts }: Results): unknown {
  return verdicts[0]?.answerSets.filter((set) => set.chosen).map(({ set }) => set)
}

function coverage({ data }: Results): unknown {
  return data.coverage.map(({ arm, items, answered, refused, failed, unrecorded }) => [
    arm,
    { items, answered, refused, failed, unrecorded },
  ])
}

describe('refused answers in pairs', () => {
  // With the refusals, from ours: q1 +1 +1, q2 -1 0, q3 +1 +1 (theirs refused, whatever was marked), q4 -1, q6 +1,
  // q7 0 (both refused): 5 wins, 2 ties, 2 losses. Without them q1 +1 +1, q2 -1 0, q6 +1: 3 wins, 1 tie, 1 loss.
  // Answered by all, which q1 is not: q2 -1 0, q6 +1. q5 failed and is in none.
  const expected = [
    { set: 'all-questions', estimate: 3 / 9, n: 9, nQuestions: 6 },
    { set: 'answered-by-all', estimate: 0, n: 3, nQuestions: 2 },
    { set: 'refusals-excluded', estimate: 2 / 5, n: 5, nQuestions: 3 },
  ]

  it.each([
    [null, 'all-questions', { wins: 5, ties: 2, losses: 2, winRateTiesHalf: 6 / 9 }],
    ['worst-mark', 'all-questions', { wins: 5, ties: 2, losses: 2, winRateTiesHalf: 6 / 9 }],
    ['loss', 'all-questions', { wins: 5, ties: 2, losses: 2, winRateTiesHalf: 6 / 9 }],
    ['excluded', 'refusals-excluded', { wins: 3, ties: 1, losses: 1, winRateTiesHalf: 3.5 / 5 }],
  ])('follow the rule %s, and every other result stands beside it', async (rule, set, outcomes) => {
    const results = await analysed(onPairs, rule, pairs, pairsMapping)
    expect(results.plan.refusalRule).toBe(rule ?? 'worst-mark')
    expect(sets(results, 'preferred')).toEqual(expected)
    expect(chosen(results)).toEqual([set])
    expect(results.verdicts[0]?.outcomes).toMatchObject(outcomes)
    const contrast = results.sections[0]?.pairs.find(({ against }) => against[0] === 'theirs')
    expect(contrast?.outcomes).toMatchObject(outcomes)
  })

  it('stay apart from failed ones and from missing marks', async () => {
    const results = await analysed(onPairs, null, pairs, pairsMapping)
    expect(coverage(results)).toEqual([
      ['ours', { items: 7, answered: 5, refused: 2, failed: 0, unrecorded: 0 }],
      ['theirs', { items: 7, answered: 4, refused: 2, failed: 1, unrecorded: 0 }],
      ['weakened', { items: 1, answered: 0, refused: 0, failed: 1, unrecorded: 0 }],
    ])
    // One row of q6; those of q3, q4 and q7 have no mark to miss, and a failed pair without a mark is not a row.
    expect(results.data.missingMarks).toBe(1)
    expect(results.sections[0]?.missingMarks).toBe(1)
    expect(results.data.rows).toBe(11)
  })
})

describe('refused answers that would be marked alone', () => {
  // With the worst mark, which is 1, ours minus theirs: q1 +2 0, q2 3-1 2-1, q3 1-4, q5 +2: 4 of 6. Without the
  // refusals q1 +2 0, q5 +2; answered by all q5 +2. A failed or missing mark makes no pair.
  const correctness = [
    { set: 'all-questions', estimate: 4 / 6, n: 6, nQuestions: 4 },
    { set: 'answered-by-all', estimate: 2, n: 1, nQuestions: 1 },
    { set: 'refusals-excluded', estimate: 4 / 3, n: 3, nQuestions: 2 },
  ]
  // A lower mark is better here, so the worst one is 1 and the sign is turned: q1 -1, q2 +1.
  const harmful = [
    { set: 'all-questions', estimate: 0, n: 2, nQuestions: 2 },
    { set: 'answered-by-all', estimate: null, n: 0, nQuestions: 0 },
    { set: 'refusals-excluded', estimate: -1, n: 1, nQuestions: 1 },
  ]

  it.each([
    // Marks of ours in the pairs 4 3 3 2 1 3 and of theirs 2 3 1 1 4 1; without refusals 4 3 3 and 2 3 1.
    ['worst-mark', 'all-questions', { candidate: 16 / 6, against: 2 }],
    ['excluded', 'refusals-excluded', { candidate: 10 / 3, against: 2 }],
  ])('follow the rule %s, and every other result stands beside it', async (rule, set, means) => {
    const results = await analysed(onScores, rule, scores, scoresMapping)
    expect(sets(results, 'better')).toEqual(correctness)
    expect(sets(results, 'safer')).toEqual(harmful)
    expect(chosen(results)).toEqual([set])
    const section = results.sections.find(({ axis }) => axis === 'correctness')
    expect(section?.pairs.find(({ against }) => against[0] === 'theirs')?.means).toEqual(means)
  })

  it('stay apart from failed ones and from missing marks', async () => {
    const results = await analysed(onScores, null, scores, scoresMapping)
    expect(coverage(results)).toEqual([
      ['ours', { items: 5, answered: 3, refused: 1, failed: 1, unrecorded: 0 }],
      ['theirs', { items: 5, answered: 4, refused: 1, failed: 0, unrecorded: 0 }],
      ['weakened', { items: 1, answered: 0, refused: 0, failed: 1, unrecorded: 0 }],
    ])
    expect(results.data.missingMarks).toBe(1)
    // 21 rows less the 4 that refused on correctness or harmful and the 2 that failed.
    expect(results.data.rows).toBe(15)
    const levels = results.sections.find(({ axis }) => axis === 'correctness')?.arms[1]?.levels
    expect(levels).toEqual([1, 2, 3, 4].map((score) => ({ score, n: score === 3 ? 2 : 1 })))
  })

  it('cannot lose, so that rule is refused', async () => {
    const study = await workspace.study('loss', `${onScores}refusals: {rule: loss}\n`)
    await expectRefused(
      study,
      ['lock'],
      [{ code: 'PROTOCOL_REFUSAL_RULE', place: { field: 'refusals.rule' }, value: 'loss' }],
    )
  })
})
