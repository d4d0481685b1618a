import { describe, expect, it } from 'vitest'
import type { ScoredDecision, StageScore } from '../../assisted/trial-data.ts'
import { stageLosses } from './stage-losses.ts'

/** Four people with Alder on two cases. First turn, last message and person are right where the pattern says 1. */
const patterns = [
  { participant: 'a', case: 'x', first: 1, last: 1, person: 1 },
  { participant: 'b', case: 'x', first: 1, last: 1, person: 0 },
  { participant: 'c', case: 'y', first: 1, last: 0, person: 0 },
  { participant: 'd', case: 'y', first: 0, last: 0, person: 0 },
]
const decisions: ScoredDecision[] = patterns.map((one) => ({
  encounter: `e-${one.participant}`,
  participant: one.participant,
  kind: 'real',
  arm: 'alder',
  case: one.case,
  attentive: true,
  condition: one.person === 1,
  disposition: null,
  triage: null,
  confidence: null,
}))
const score = (stage: StageScore['stage'], place: number, right: number | null): StageScore => ({
  stage,
  arm: 'alder',
  case: patterns[place]!.case,
  encounter: `e-${patterns[place]!.participant}`,
  participant: patterns[place]!.participant,
  condition: right === null ? null : right === 1,
  disposition: null,
})
const scores: StageScore[] = [
  ...['x', 'y'].map(
    (of): StageScore => ({
      stage: 'expert-query',
      arm: 'alder',
      case: of,
      encounter: null,
      participant: null,
      condition: true,
      disposition: null,
    }),
  ),
  ...patterns.flatMap(({ first, last }, place) => [
    score('first-turn', place, first),
    score('conversation', place, last),
  ]),
]

describe('stageLosses', () => {
  const [condition, disposition] = stageLosses(scores, decisions, ['control', 'alder']) ?? []
  const alder = condition?.arms[0]

  it('has shares on the same encounters, so that steps add up to the whole loss', () => {
    expect(alder).toMatchObject({ arm: 'alder', n: 4, cases: 2, participants: 4 })
    expect(alder?.shares.map(({ stage, share }) => [stage, share])).toEqual([
      ['expert-query', 1],
      ['first-turn', 0.75],
      ['conversation', 0.5],
      ['person', 0.25],
    ])
    expect(alder?.steps.map(({ difference }) => difference)).toEqual([-0.25, -0.25, -0.25])
  })

  it('has the error of the paired differences, by hand', () => {
    // From last message to person: 0, -1, 0, 0; mean -1/4. By case: residual sums (1/4 - 3/4)/4 and (1/4 + 1/4)/4.
    const step = alder?.steps[2]
    const byCase = 2 * ((-0.5 / 4) ** 2 + (0.5 / 4) ** 2)
    // Everybody decided once, so that participants and cells are the same and case alone is left.
    expect(step?.se).toBeCloseTo(Math.sqrt(byCase), 14)
    expect(step?.df).toBe(1)
  })

  it('leaves out encounters that one of the stages was not scored on', () => {
    const gap = scores.map((one) =>
      one.encounter === 'e-a' && one.stage === 'conversation' ? { ...one, condition: null } : one,
    )
    const [first] = stageLosses(gap, decisions, ['alder']) ?? []
    expect(first?.arms[0]).toMatchObject({ n: 3 })
    expect(first?.arms[0]?.shares.map(({ scored }) => scored)).toEqual([2, 4, 3, 4])
    expect(first?.arms[0]?.shares.at(-1)?.share).toBe(0)
  })

  it('has nothing to say of an outcome or an arm without scores', () => {
    expect(disposition?.arms).toEqual([])
    expect(stageLosses([], decisions, ['alder'])).toBeNull()
    const onlyNull = scores.map((one) => ({ ...one, condition: null }))
    expect(stageLosses(onlyNull, decisions, ['alder'])).toBeNull()
  })
})
