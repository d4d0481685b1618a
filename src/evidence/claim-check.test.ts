import { describe, expect, it } from 'vitest'
import { checkClaim, type WinRateStatement } from './claim-check.ts'
import { claimWords } from './claim-words.ts'

const heidi: WinRateStatement = { winRate: 0.499, n: null, tieShare: null, designEffect: null, margin: 0.05 }

describe('checkClaim', () => {
  it('reads a claim without n for assumed numbers', () => {
    const { readings, designEffect } = checkClaim(heidi)
    expect(designEffect).toBe(1.5)
    // Python: 1.6448536 * sqrt(0.249999 * 1.5/n) + 0.001, in points to one decimal.
    expect(
      readings.map(({ n, smallestProvableMargin }) => [n, (100 * (smallestProvableMargin ?? 9)).toFixed(1)]),
    ).toEqual([
      [200, '7.2'],
      [500, '4.6'],
      [1000, '3.3'],
      [5000, '1.5'],
    ])
    expect(readings.map(({ within }) => within.map(({ shown }) => shown))).toEqual([
      [false, false, true],
      [false, true, true],
      [false, true, true],
      [true, true, true],
    ])
  })

  it('reads a claim with n by design effect, or at the published one', () => {
    const { readings } = checkClaim({ ...heidi, n: 500 })
    // Python: 1.6448536 * sqrt(0.249999 deff/500) + 0.001 is 0.0378, 0.0460, 0.0530.
    expect(readings.map(({ within }) => within[1]?.shown)).toEqual([true, true, false])
    expect(checkClaim({ ...heidi, n: 500, designEffect: 2 }).readings.map((row) => row.designEffect)).toEqual(
      [2],
    )
  })

  it('adds a margin of its own to the usual ones', () => {
    expect(checkClaim({ ...heidi, margin: 0.03 }).needs[0]?.within.map(({ margin }) => margin)).toEqual([
      0.02, 0.03, 0.05, 0.1,
    ])
  })

  it('gives the exact interval where every vote went one way', () => {
    // R: binom.test(12, 12)$conf.int is 0.7353515 to 1.
    const { exact95, readings } = checkClaim({ ...heidi, winRate: 1, n: 12 })
    expect(exact95?.lower).toBeCloseTo(0.7353515, 7)
    expect(exact95?.upper).toBe(1)
    expect(readings[0]?.ci90).toBeNull()
  })
})

describe('claimWords', () => {
  it('says what a bare percentage would need', () => {
    const { findings } = claimWords(checkClaim(heidi))
    expect(findings[0]).toContain('cannot be assessed')
    expect(findings[1]).toContain('282 independent comparisons (at a design effect: 423 at 1.5, 564 at 2)')
    expect(findings).toHaveLength(2)
  })

  it('keeps parity, difference and neither apart', () => {
    const words = (winRate: number, n: number) =>
      claimWords(checkClaim({ ...heidi, winRate, n })).findings.join(' ')
    expect(words(0.499, 1000)).toMatch(
      /does not show that either side is preferred.*points of win difference\) is shown/,
    )
    expect(words(0.499, 200)).toMatch(/does not show that either.*is not shown.*from 282/)
    expect(words(0.62, 1000)).toMatch(/shows that one side is preferred.*can never show parity to 5 points/)
    // Python: 0.53 +- 1.6448536 sqrt(0.2491 * 1.5/5000) is 51.6 to 54.4: different and within 5 points.
    expect(words(0.53, 5000)).toMatch(/shows that one side is preferred.*is shown/)
  })

  it('names a claim of a difference without n by what it would need', () => {
    // Python: floor(1.959964**2 * 0.2356 * deff / 0.12**2) + 1 for 1, 1.5 and 2.
    expect(claimWords(checkClaim({ ...heidi, winRate: 0.62 })).findings[1]).toContain(
      'one side is preferred from 63 independent comparisons (at a design effect: 95 at 1.5, 126 at 2)',
    )
  })

  it('says what was assumed and what was given', () => {
    const { assumptions } = claimWords(checkClaim({ ...heidi, tieShare: 0.2, designEffect: 1.2 }))
    expect(assumptions).toEqual(['20.0% ties, each counting one half.', 'A design effect of 1.2.'])
    expect(claimWords(checkClaim(heidi)).assumptions.join(' ')).toMatch(/not given.*not given/)
  })
})
