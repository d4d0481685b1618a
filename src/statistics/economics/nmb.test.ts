import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { netBenefit } from './nmb.ts'

const input = { deltaQuality: 0.1, deltaCost: 0.2, varQuality: 0.04, varCost: 0.01, lambdas: [1] }

describe('netBenefit', () => {
  it('prices quality and takes the covariance off', () => {
    const { results, icer } = netBenefit({ ...input, covariance: 0.005, lambdas: [0, 3] })
    // By hand: 3 x 0.1 - 0.2; 9 x 0.04 + 0.01 - 6 x 0.005 = 0.34. R: pnorm(0.1/sqrt(0.34)).
    expectClose(results[1]?.inb ?? null, 0.1)
    expectClose(results[1]?.se ?? null, Math.sqrt(0.34))
    expectClose(results[1]?.probCostEffective ?? null, 0.5680841286, 1e-9)
    expect(results[0]).toMatchObject({ lambda: 0, inb: -0.2, se: 0.1 })
    expect(icer).toBe(2)
  })

  it('gives no interval without variance, also when rounding hides the 0', () => {
    const none = { se: 0, ci: null, probCostEffective: null }
    expect(netBenefit({ ...input, varQuality: 0, varCost: 0 }).results[0]).toMatchObject(none)
    // Full correlation: 0.09 x 0.1 + 0.009 - 2 x 0.3 x 0.03 is 0 but for rounding.
    const correlated = { ...input, varQuality: 0.1, varCost: 0.009, covariance: 0.03, lambdas: [0.3] }
    expect(netBenefit(correlated).results[0]).toMatchObject(none)
  })

  it('has no standard error when the covariance is larger than the variances allow', () => {
    expect(netBenefit({ ...input, covariance: 1 }).results[0]).toMatchObject({ se: null, ci: null })
  })

  it('has no ICER without a difference in quality', () => {
    expect(netBenefit({ ...input, deltaQuality: 0 }).icer).toBeNull()
    expect(netBenefit({ ...input, deltaCost: null })).toMatchObject({
      icer: null,
      results: [{ inb: null, ci: null }],
    })
    expect(netBenefit({ ...input, lambdas: [] }).results).toEqual([])
  })

  it('goes by t where the degrees of freedom are few', () => {
    const { results } = netBenefit({ ...input, df: 4, covariance: 0.005, lambdas: [3] })
    // scipy: t.ppf(0.975, 4) * sqrt(0.34) and t.cdf(0.1 / sqrt(0.34), 4).
    expectClose(results[0]?.ci?.lower ?? null, 0.1 - 1.6189317847, 1e-9)
    expectClose(results[0]?.ci?.upper ?? null, 0.1 + 1.6189317847, 1e-9)
    expectClose(results[0]?.probCostEffective ?? null, 0.5639209196, 1e-9)
    expect(() => netBenefit({ ...input, df: 0 })).toThrow(RangeError)
  })

  it('refuses negative variances', () => {
    expect(() => netBenefit({ ...input, varCost: -1 })).toThrow(RangeError)
  })
})
