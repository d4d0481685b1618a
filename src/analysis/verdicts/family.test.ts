import { describe, expect, it } from 'vitest'
import { planOf } from '../testing/marks.ts'
import { adjustFamilies } from './family.ts'

const h = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  kind: 'superiority',
  axis: 'utility',
  candidate: 'one',
  against: 'two',
  ...more,
})
const once = { information: [1], spending: 'obrien-fleming' } as const

describe('adjustFamilies', () => {
  it('is Holm where alphas are equal', () => {
    // By hand: 3 x 0.01, then the larger of that and 2 x 0.03, then the larger of that and 0.04.
    const plan = planOf({ hypotheses: [h('a'), h('b'), h('c')] })
    const adjusted = adjustFamilies(plan.hypotheses, [0.03, 0.01, 0.04], once, 1)
    expect(adjusted.map((one) => one.adjusted)).toEqual([0.06, 0.03, 0.06])
    expect(adjusted.map((one) => one.familySize)).toEqual([3, 3, 3])
  })

  it('keeps families apart', () => {
    const plan = planOf({ hypotheses: [h('a'), h('b', { family: 'second' })] })
    expect(adjustFamilies(plan.hypotheses, [0.03, 0.04], once, 1).map((one) => one.adjusted)).toEqual([
      0.03, 0.04,
    ])
  })

  it('steps through unequal alphas by p over alpha', () => {
    // Ratios 0.4 (0.01 of 0.025) and 0.8 (0.04 of 0.05): the first is doubled to 0.8, the second stays at 0.8.
    const plan = planOf({ hypotheses: [h('a', { alpha: 0.025 }), h('b', { alpha: 0.05 })] })
    const [first, second] = adjustFamilies(plan.hypotheses, [0.01, 0.04], once, 1)
    expect(first?.adjusted).toBeCloseTo(0.02, 12)
    expect(second?.adjusted).toBeCloseTo(0.04, 12)
  })

  it('leaves a hypothesis without a p-value its share', () => {
    const plan = planOf({ hypotheses: [h('a'), h('b')] })
    const adjusted = adjustFamilies(plan.hypotheses, [0.03, null], once, 1)
    expect(adjusted.map((one) => one.adjusted)).toEqual([0.06, null])
  })

  it('asks more at an early look', () => {
    // O'Brien-Fleming type at half the information: the two-sided nominal level of alpha 0.05 is 0.00305
    // (z = 2.9626, R package ldbounds), so p = 0.01 there is not significant and p = 0.003 is.
    const plan = planOf({ hypotheses: [h('a')] })
    const looks = { information: [0.5, 1], spending: 'obrien-fleming' } as const
    expect(adjustFamilies(plan.hypotheses, [0.01], looks, 1)[0]?.adjusted).toBeGreaterThan(0.05)
    expect(adjustFamilies(plan.hypotheses, [0.003], looks, 1)[0]?.adjusted).toBeLessThan(0.05)
    expect(adjustFamilies(plan.hypotheses, [0.0031], looks, 1)[0]?.adjusted).toBeGreaterThan(0.05)
  })
})
