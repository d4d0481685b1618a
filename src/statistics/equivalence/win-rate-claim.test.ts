import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { winRateClaim } from './win-rate-claim.ts'

describe('winRateClaim', () => {
  it('needs n and a variance', () => {
    const nothing = {
      se: null,
      ci90: null,
      ci95: null,
      p: null,
      equivalent: false,
      smallestProvableMargin: null,
    }
    expect(winRateClaim({ winRate: 0.5, n: null, margin: 0.05 })).toEqual(nothing)
    expect(winRateClaim({ winRate: 0.5, n: 0, margin: 0.05 })).toEqual(nothing)
    // Every vote alike: a standard error of 0, which proves nothing.
    expect(winRateClaim({ winRate: 1, n: 40, margin: 0.05 })).toEqual({ ...nothing, se: 0 })
    expect(winRateClaim({ winRate: 0.5, n: 40, margin: 0.05, tieRate: 1 })).toEqual({ ...nothing, se: 0 })
    expect(winRateClaim({ winRate: 0.9, n: 40, margin: 0.05, tieRate: 0.5 })).toEqual(nothing)
  })

  it('turns at the sample sizes worked out for an observed 49.9%', () => {
    // By hand: n > 0.249999 (1.644854/0.049)^2 = 281.7, and twice that with a design effect of 2.
    expect(winRateClaim({ winRate: 0.499, n: 281, margin: 0.05 }).equivalent).toBe(false)
    expect(winRateClaim({ winRate: 0.499, n: 282, margin: 0.05 }).equivalent).toBe(true)
    expect(winRateClaim({ winRate: 0.499, n: 563, margin: 0.05, designEffect: 2 }).equivalent).toBe(false)
    expect(winRateClaim({ winRate: 0.499, n: 564, margin: 0.05, designEffect: 2 }).equivalent).toBe(true)
  })

  it('mirrors about one half', () => {
    const below = winRateClaim({ winRate: 0.42, n: 90, margin: 0.1, tieRate: 0.3 })
    const above = winRateClaim({ winRate: 0.58, n: 90, margin: 0.1, tieRate: 0.3 })
    expectClose(above.p, below.p ?? 0)
    expectClose(above.smallestProvableMargin, below.smallestProvableMargin ?? 0)
  })

  it('names what is out of range', () => {
    expect(() => winRateClaim({ winRate: 49.9, n: 100, margin: 0.05 })).toThrow('winRate')
    expect(() => winRateClaim({ winRate: 0.5, n: 100, margin: 0.05, designEffect: 0 })).toThrow(
      'designEffect',
    )
  })
})
