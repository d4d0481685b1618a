import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { poststratify } from './poststratify.ts'

const missing = Number.NaN

describe('poststratify', () => {
  it('weights strata means and variances by practice', () => {
    const result = poststratify({ weights: [3, 1], n: [10, 40], mean: [0.5, 0.9], variance: [0.2, 0.08] })
    // By hand: 0.75 x 0.5 + 0.25 x 0.9; 0.5625 x 0.02 + 0.0625 x 0.002.
    expectClose(result.estimate, 0.6)
    expectClose(result.se, Math.sqrt(0.011375))
    expectClose(result.unweighted, 0.82)
    expectClose(result.ci?.upper ?? null, 0.6 + 1.959963984540054 * Math.sqrt(0.011375))
    expect([result.coveredWeight, result.bounds]).toEqual([1, null])
  })

  it('bounds what uncovered strata could change', () => {
    const strata = { weights: [0.5, 0.5], n: [10, 0], mean: [0.25, missing], variance: [0.5, missing] }
    expect(poststratify(strata, { range: [-1, 1] })).toMatchObject({
      coveredWeight: 0.5,
      estimate: 0.25,
      bounds: { lower: -0.375, upper: 0.625 },
    })
  })

  it('does not need a variance of a stratum outside practice, but of every covered one', () => {
    const strata = { n: [10, 1], mean: [0.5, 1], variance: [0.1, missing] }
    expectClose(poststratify({ ...strata, weights: [1, 0] }).se, 0.1)
    expect(poststratify({ ...strata, weights: [1, 1] })).toMatchObject({ estimate: 0.75, se: null, ci: null })
    expect(poststratify({ ...strata, weights: [1, 1], variance: [0.1, 0] }).se).toBeNull()
  })

  it('takes a missing mean for an uncovered stratum', () => {
    const strata = { weights: [1, 3], n: [10, 10], mean: [0.5, missing], variance: [0.1, 0.1] }
    expect(poststratify(strata)).toMatchObject({ coveredWeight: 0.25, estimate: 0.5, unweighted: 0.5 })
  })

  it('gives no interval without variation', () => {
    const strata = { weights: [1, 1], n: [5, 5], mean: [1, 1], variance: [0, 0] }
    expect(poststratify(strata)).toMatchObject({ estimate: 1, se: 0, ci: null })
  })

  it('is null without items or strata', () => {
    const none = { estimate: null, se: null, ci: null, unweighted: null, bounds: null }
    const empty = { weights: [1], n: [0], mean: [missing], variance: [missing] }
    expect(poststratify(empty, { range: [0, 1] })).toEqual({ coveredWeight: 0, ...none })
    expect(poststratify({ weights: [], n: [], mean: [], variance: [] })).toEqual({
      coveredWeight: null,
      ...none,
    })
  })

  it('refuses negative weights and a range the wrong way round', () => {
    const strata = { weights: [1], n: [5], mean: [1], variance: [0.1] }
    expect(() => poststratify({ ...strata, weights: [-1] })).toThrow(RangeError)
    expect(() => poststratify(strata, { range: [1, 0] })).toThrow(RangeError)
  })
})
