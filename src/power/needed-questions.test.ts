import { describe, expect, it } from 'vitest'
import { parseProtocol } from '../protocol/read.ts'
import { neededQuestions } from './needed-questions.ts'
import { planPower } from './plan-power.ts'

const protocol = (questions: number, reviewers: number, margin: number, more: object = {}) =>
  parseProtocol(
    {
      schemaVersion: 1,
      id: 'parity',
      title: 'Parity',
      question: 'Are they equal?',
      arms: [
        { id: 'a', kind: 'own' },
        { id: 'b', kind: 'general' },
      ],
      axes: [{ id: 'preference', form: 'pairwise', primary: true }],
      hypotheses: [
        {
          id: 'h',
          kind: 'equivalence',
          axis: 'preference',
          candidate: 'a',
          against: 'b',
          margin: { value: margin, unit: 'win-rate-points' },
        },
      ],
      reviewPlan: { questions, reviewers, reviewersPerQuestion: 2, tieShare: 0, ...more },
      seed: 7,
    },
    (path) => ({ field: path.join('.') }),
  )

function needed(reviewers: number, margin: number, power: number, more: object = {}) {
  const { plan } = protocol(20, reviewers, margin, more)
  const [hypothesis] = plan.hypotheses
  if (hypothesis === undefined || plan.reviewPlan === null) throw new Error('the plan is whole')
  return neededQuestions(plan, plan.reviewPlan, hypothesis, power)
}

/** What `equipoise power` says of so many questions. */
function powerWith(questions: number, reviewers: number, margin: number): number {
  const { document, plan } = protocol(questions, reviewers, margin)
  if (plan.reviewPlan === null) throw new Error('the plan is whole')
  const { results } = planPower({
    document,
    plan,
    review: plan.reviewPlan,
    differences: new Map(),
    fromCommandLine: [],
    softwareVersion: 'test',
  })
  return results.hypotheses[0]?.levels.find(({ planned }) => planned)?.powerAtMargin ?? 0
}

describe('neededQuestions', () => {
  it.each([
    [60, 5, 0.9],
    [30, 10, 0.8],
    [12, 20, 0.9],
  ])(
    'with %i reviewers, a margin of %i points and a chance of %f are the fewest in tens',
    (reviewers, margin, power) => {
      const found = needed(reviewers, margin, power)
      const questions = found?.questions ?? 0
      expect(powerWith(questions, reviewers, margin)).toBe(found?.power)
      expect(found?.power).toBeGreaterThanOrEqual(power)
      if (questions > 20) expect(powerWith(questions - 10, reviewers, margin)).toBeLessThan(power)
    },
  )

  it('are more than by the formula for independent votes, n = sd^2 (z(.95) + z(.95))^2 / margin^2', () => {
    // R: 1 * (2 * qnorm(.95))^2 / 0.1^2 = 1082.2 votes of +1 or -1 for a power of 0.9; here two for each question.
    const low = needed(2000, 5, 0.9, { components: { votes: { question: 0, reviewer: 0 } } })
    expect(low?.questions).toBeGreaterThanOrEqual(540)
    expect(low?.questions).toBeLessThanOrEqual(560)
    expect(needed(2000, 5, 0.9)?.questions).toBeGreaterThan(low?.questions ?? 0)
  })

  it('are none where the reviewers are too few for any number', () => {
    expect(needed(4, 2, 0.9)).toBeNull()
  })
})
