import { describe, expect, it } from 'vitest'
import { planOf } from '../testing/marks.ts'
import { testHypothesis } from './hypothesis-test.ts'

function hypothesis(changes: Record<string, unknown>) {
  const [planned] = planOf({
    hypotheses: [
      { id: 'h', kind: 'superiority', axis: 'utility', candidate: 'one', against: 'two', ...changes },
    ],
  }).hypotheses
  if (planned === undefined) throw new Error('The plan has a hypothesis.')
  return planned
}

// Standard normal upper tails (tables; R: pnorm(z, lower.tail = FALSE)): 1 -> 0.158655254, 2 -> 0.022750132,
// 3 -> 0.001349898, 4 -> 3.167124e-05; quantiles 0.975 -> 1.959963985, 0.95 -> 1.644853627.
const estimate = { estimate: 0.1, se: 0.05, df: null }

describe('testHypothesis', () => {
  it('tests superiority two-sided with a 95 % interval', () => {
    const test = testHypothesis(hypothesis({}), estimate)
    expect(test.claim).toBeCloseTo(2 * 0.022750132, 8)
    expect(test.interval?.level).toBeCloseTo(0.95, 12)
    expect(test.interval?.lower).toBeCloseTo(0.1 - 1.959963985 * 0.05, 8)
  })

  it('tests superiority one-sided', () => {
    const test = testHypothesis(hypothesis({ sides: 1, alpha: 0.025 }), estimate)
    expect(test.claim).toBeCloseTo(0.022750132, 8)
    expect(test.worse).toBeCloseTo(1 - 0.022750132, 8)
    expect(test.interval?.level).toBeCloseTo(0.95, 12)
  })

  it('tests non-inferiority against minus the margin, win-rate points doubled', () => {
    // 2.5 points of win rate are 0.05 of win difference: z = (0.1 + 0.05) / 0.05 = 3.
    const test = testHypothesis(
      hypothesis({ kind: 'non-inferiority', margin: { value: 2.5, unit: 'win-rate-points' } }),
      estimate,
    )
    expect(test.claim).toBeCloseTo(0.001349898, 8)
  })

  it('takes the larger of the two one-sided p-values for equivalence, with a 90 % interval', () => {
    // Margin 0.15: z = 5 on the lower side, z = 1 on the upper side.
    const test = testHypothesis(
      hypothesis({ kind: 'equivalence', margin: { value: 15, unit: 'win-difference-points' } }),
      estimate,
    )
    expect(test.claim).toBeCloseTo(0.158655254, 8)
    expect(test.better).toBeCloseTo(1 - 0.158655254, 8)
    expect(test.interval?.level).toBeCloseTo(0.9, 12)
    expect(test.interval?.upper).toBeCloseTo(0.1 + 1.644853627 * 0.05, 8)
  })

  it('is undefined without an error', () => {
    const nothing = { claim: null, worse: null, better: null, interval: null }
    expect(testHypothesis(hypothesis({}), { estimate: 1, se: 0, df: 3 })).toEqual(nothing)
    expect(testHypothesis(hypothesis({}), { estimate: null, se: null, df: null })).toEqual(nothing)
  })
})
