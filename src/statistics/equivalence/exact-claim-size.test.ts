import { describe, expect, it } from 'vitest'
import { exactClaimSize } from './exact-claim-size.ts'

describe('exactClaimSize', () => {
  it.each([
    // scipy 1.15: the last n whose binomtest(nearest whole wins, n).pvalue is not below 0.05, and one more.
    [0.6785, 40],
    [0.62, 79],
    [0.6, 110],
    [0.4, 110],
    [0.55, 420],
    [0.9, 9],
    [1, 6],
  ])('of a difference from one half at %s', (winRate, size) => {
    expect(exactClaimSize({ winRate, margin: null })).toBe(size)
  })

  it.each([
    // scipy: the same with the larger of binom.sf(k - 1, n, 0.5 - margin) and binom.cdf(k, n, 0.5 + margin).
    [0.499, 0.02, 1931],
    [0.499, 0.05, 308],
    [0.499, 0.1, 84],
    [0.53, 0.05, 1768],
    [0.5, 0.3, 12],
  ])('of %s within a margin of %s', (winRate, margin, size) => {
    expect(exactClaimSize({ winRate, margin })).toBe(size)
  })

  it('leaves ties out and grows with the design effect', () => {
    // Of 60% with 20% ties, 62.5% of the decided votes: scipy gives 77 of them, and 77/0.8 is 96.25.
    expect(exactClaimSize({ winRate: 0.6, margin: null, tieRate: 0.2 })).toBe(97)
    expect(exactClaimSize({ winRate: 0.6785, margin: null, designEffect: 1.5 })).toBe(60)
    expect(exactClaimSize({ winRate: 0.5, margin: 0.05, tieRate: 0.2 })).toBeNull()
  })

  it('is null where no number proves it', () => {
    expect(exactClaimSize({ winRate: 0.5, margin: null })).toBeNull()
    expect(exactClaimSize({ winRate: 0.55, margin: 0.05 })).toBeNull()
  })
})
