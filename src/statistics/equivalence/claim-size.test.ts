import { describe, expect, it } from 'vitest'
import { claimSize } from './claim-size.ts'
import { winRateClaim } from './win-rate-claim.ts'

describe('claimSize', () => {
  it.each([
    // Python: floor(norm.ppf(0.95)**2 * (1 - (2*0.499 - 1)**2)/4 * deff / (margin - 0.001)**2) + 1.
    [0.02, [1874, 2811, 3748]],
    [0.05, [282, 423, 564]],
    [0.1, [70, 104, 139]],
  ])('of 49.9% and a margin of %s', (margin, sizes) => {
    expect([1, 1.5, 2].map((designEffect) => claimSize({ winRate: 0.499, margin, designEffect }))).toEqual(
      sizes,
    )
  })

  it('is where the claim begins to prove the margin', () => {
    const claim = { winRate: 0.52, margin: 0.05, designEffect: 1.3, tieRate: 0.2 }
    const n = claimSize(claim) ?? 0
    expect([n - 1, n].map((size) => winRateClaim({ ...claim, n: size }).equivalent)).toEqual([false, true])
  })

  it('of a difference from one half', () => {
    // Python: floor(norm.ppf(0.975)**2 * (1 - 0.2**2)/4 / 0.1**2) + 1 = floor(92.19) + 1.
    expect(claimSize({ winRate: 0.6, margin: null })).toBe(93)
    expect(claimSize({ winRate: 0.4, margin: null })).toBe(93)
  })

  it('is null where no number of comparisons proves it', () => {
    expect(claimSize({ winRate: 0.55, margin: 0.05 })).toBeNull()
    expect(claimSize({ winRate: 0.5, margin: null })).toBeNull()
    expect(claimSize({ winRate: 1, margin: 0.6 })).toBeNull()
    expect(claimSize({ winRate: 0.5, margin: 0.05, tieRate: 1 })).toBeNull()
  })

  it('names the legal range', () => {
    expect(() => claimSize({ winRate: 49.9, margin: 0.05 })).toThrow('between 0 and 1')
    expect(() => claimSize({ winRate: 0.5, margin: 0 })).toThrow('above 0')
    expect(() => claimSize({ winRate: 0.5, margin: 0.1, designEffect: 0 })).toThrow('above 0')
  })
})
