import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import type { Effect } from '../ledger/claim-schema.ts'
import { inventedEffect } from '../testing/invented-ledger.ts'
import { scaledEffect } from './pooling-scale.ts'

const effect = inventedEffect(24.4, 18.3, 30.4)

function known(one: Effect) {
  const scaled = scaledEffect(one)
  if (scaled.reason !== null) throw new Error(scaled.reason)
  return scaled
}

describe('scaledEffect', () => {
  // Expected values: R 4.2.2, qlogis of the shares of wins, qnorm and qt; the formulas are named.
  it('takes a win difference and the ends of its interval to the log odds of a win', () => {
    const { scale, estimate, variance, interval } = known(effect)
    expect(scale).toBe('preference-log-odds')
    expectClose(estimate, 0.498045897119592)
    expectClose(interval.lower, 0.370169769118384)
    expectClose(interval.upper, 0.627842082152179)
    // ((upper - lower)/(2 qnorm(.975)))^2.
    expectClose(variance, 0.00432095097222654, 1e-9)
  })

  it('keeps what an interval shows: one that excludes no difference excludes odds of 1', () => {
    const { interval, variance } = known(inventedEffect(50, 1, 99))
    expectClose(Math.exp(interval.lower), 1.02020202020202)
    expectClose(Math.exp(interval.upper), 199)
    expectClose(variance, 1.80971201572996, 1e-9)
  })

  it('takes a win rate to the same scale', () => {
    const { scale, estimate, variance } = known({
      ...inventedEffect(49.9, 46.8, 53),
      kind: 'win-rate',
    })
    expect(scale).toBe('preference-log-odds')
    expectClose(estimate, -0.00400000533334613, 1e-9)
    expectClose(variance, 0.00401296613954327, 1e-9)
  })

  it('takes counts where there is neither an error nor an interval', () => {
    // 60 wins, 20 ties, 20 losses: p = .7, var = (.65 - .49)/100.
    const counts = { value: { wins: 60, ties: 20, losses: 20 }, access: 'P', source: 'paper-1' } as const
    const interval = { value: null, reason: 'none' } as const
    const { estimate, variance } = known({ ...effect, interval, counts })
    expectClose(estimate, 0.847297860387203)
    expectClose(variance, 0.036281179138322)
    // Ratings cluster in questions and raters, which counts do not know: an interval stands before them.
    const both = known({ ...inventedEffect(40, 20, 60), counts })
    // ((qlogis(.8) - qlogis(.6))/(2 qnorm(.975)))^2, by hand log(4) - log(1.5).
    expectClose(both.variance, (Math.log(4 / 1.5) / 3.91992796908011) ** 2, 1e-9)
  })

  it('takes a reported standard error, and leaves the interval as it is', () => {
    const { variance, interval } = known({
      ...inventedEffect(35.8, 35.8 - 32.51465824, 35.8 + 32.51465824),
      se: { value: 14.1, access: 'P', source: 'paper-1' },
      df: { value: 8, access: 'P', source: 'paper-1' },
    })
    // (.141/2/(p(1 - p)))^2 with p = .679; the ends .358 -+ qt(.975, 8) .141.
    expectClose(variance, 0.104623349699676, 1e-9)
    expectClose(interval.lower, 0.0657304893519012, 1e-6)
    expectClose(interval.upper, 1.66998102689988, 1e-6)
  })

  it('reads an interval with its degrees of freedom by t', () => {
    const df = { value: 5, access: 'P', source: 'paper-1' } as const
    // log(4)/(2 qt(.975, 5)), squared.
    expectClose(
      known({ ...inventedEffect(2, 1, 4), kind: 'odds-ratio', df }).variance,
      0.0727089801920466,
      1e-9,
    )
  })

  it('draws an end of the scale without a bound, and weighs by the error', () => {
    const se = { value: 5, access: 'P', source: 'paper-1' } as const
    expect(known({ ...inventedEffect(90, 80, 100), se }).interval.upper).toBe(Number.POSITIVE_INFINITY)
    expect(scaledEffect(inventedEffect(90, 80, 100)).reason).toContain('reaches the end of the scale')
  })

  it('takes a ratio to its logarithm', () => {
    const { scale, estimate, variance } = scaledEffect({
      ...inventedEffect(0.77, 0.55, 1.08),
      kind: 'odds-ratio',
    })
    expect(scale).toBe('marginal-log-odds-ratio')
    expectClose(estimate, -0.261364764134408)
    expectClose(variance, 0.029634080345202, 1e-9)
  })

  it.each([
    [{ ...effect, interval: { value: null, reason: 'none' } } as const, 'no interval'],
    [{ ...inventedEffect(100, 90, 100) }, 'one way'],
    [{ ...inventedEffect(2, 0, 3), kind: 'odds-ratio' } as const, 'reaches 0'],
    [{ ...inventedEffect(2, 2, 2), kind: 'mean-difference' } as const, 'no width'],
  ])('refuses what cannot be weighed', (one, reason) => {
    const { estimate, reason: given } = scaledEffect(one)
    expect(estimate).toBeNull()
    expect(given).toContain(reason)
  })
})
