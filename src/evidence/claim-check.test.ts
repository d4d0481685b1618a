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
    // scipy: every n from 79 on has binomtest(nearest whole wins, n).pvalue below 0.05; times 1.5 and 2, rounded up.
    expect(claimWords(checkClaim({ ...heidi, winRate: 0.62 })).findings[1]).toContain(
      'one side is preferred from 79 independent comparisons (at a design effect: 119 at 1.5, 158 at 2)',
    )
  })

  it('takes no difference for shown that the exact test does not show', () => {
    // scipy: binomtest(18, 27).pvalue is 0.12, and the normal approximation leaves out 50%; binomtest(19, 27) 0.052.
    const { readings } = checkClaim({ ...heidi, winRate: 18 / 27, n: 27, designEffect: 1 })
    expect(readings.map(({ differsFromHalf }) => differsFromHalf)).toEqual([false])
    // scipy: 1 - binom.cdf(99, 155, 0.5) doubled is 0.0004.
    const large = checkClaim({ ...heidi, winRate: 100 / 155, n: 155, designEffect: 1 })
    expect(large.readings[0]?.differsFromHalf).toBe(true)
  })

  it('names the exact number beside the one of the normal approximation', () => {
    // scipy, see exact-claim-size.test.ts.
    expect(claimWords(checkClaim(heidi)).findings[1]).toContain('by exact tests in place of the normal')
    expect(claimWords(checkClaim(heidi)).findings[1]).toContain('from 308')
  })

  it('never names a margin that no win rate can have', () => {
    const words = claimWords(checkClaim({ ...heidi, n: 1 }), 'none').findings.join(' ')
    expect(words).toContain('no margin below 50 points')
    expect(words).not.toMatch(/1\d\d\.\d points/)
  })

  it('says whose margin it is', () => {
    const words = (standing: 'none' | 'asked') =>
      claimWords(checkClaim({ ...heidi, n: 1000 }), standing).findings.join(' ')
    expect(words('none')).toMatch(/No margin was set.*smallest margin it would prove is 3\.3 points/)
    expect(words('none')).not.toContain('is shown')
    expect(words('asked')).toMatch(/The claim set no margin.*would be shown/)
  })

  it('says what was assumed and what was given', () => {
    const { assumptions } = claimWords(checkClaim({ ...heidi, tieShare: 0.2, designEffect: 1.2 }))
    expect(assumptions.slice(0, 2)).toEqual([
      '20.0% ties, each counting one half.',
      'A design effect of 1.2.',
    ])
    expect(claimWords(checkClaim(heidi)).assumptions.join(' ')).toMatch(/not given.*not given/)
  })
})
