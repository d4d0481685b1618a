import { describe, expect, it } from 'vitest'
import { exactWinRateInterval } from './exact-win-rate-interval.ts'

describe('exactWinRateInterval', () => {
  it.each([
    // scipy 1.15: beta.ppf(0.025, k, m - k + 1) and beta.ppf(0.975, k + 1, m - k), with k and m as the docstring has them.
    [{ winRate: 18 / 27, n: 27 }, 0.46039271, 0.83481182],
    [{ winRate: 44 / 76, n: 76 }, 0.46016635, 0.69138428],
    [{ winRate: 0.499, n: 1000 }, 0.46755219, 0.53045372],
    [{ winRate: 0.62, n: 200, designEffect: 1.5 }, 0.53193373, 0.70261086],
    [{ winRate: 0.6, n: 1000, designEffect: 1.5, tieRate: 0.2 }, 0.56589891, 0.63298632],
    // R: binom.test(12, 12)$conf.int.
    [{ winRate: 1, n: 12 }, 0.7353515, 1],
  ])('of %j', (input, lower, upper) => {
    const interval = exactWinRateInterval(input)
    expect(interval?.lower).toBeCloseTo(lower, 7)
    expect(interval?.upper).toBeCloseTo(upper, 7)
  })

  it('is null where nothing is decided or the ties do not go with the rate', () => {
    expect(exactWinRateInterval({ winRate: 0.5, n: 10, tieRate: 1 })).toBeNull()
    expect(exactWinRateInterval({ winRate: 0.95, n: 10, tieRate: 0.5 })).toBeNull()
    expect(exactWinRateInterval({ winRate: 0.5, n: 0 })).toBeNull()
  })
})
