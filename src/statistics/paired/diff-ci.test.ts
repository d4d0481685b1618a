import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { pairedDifferenceIntervals } from './diff-ci.ts'

const names = ['wald', 'newcombe', 'tango', 'agrestiMin', 'bonettPrice'] as const

/** Square of the normal quantile of 0.975, R qchisq(0.95, 1). */
const zSquare = 3.841458820694126

describe('pairedDifferenceIntervals', () => {
  it("has Newcombe's published limits", () => {
    // Newcombe 1998, method 10 for (36, 12, 2, 0).
    const { newcombe } = pairedDifferenceIntervals({ n11: 36, n10: 12, n01: 2, n00: 0 })
    expect(newcombe?.lower.toFixed(4)).toBe('0.0569')
    expect(newcombe?.upper.toFixed(4)).toBe('0.3404')
  })

  it('has the Wald forms by hand', () => {
    // z^2 = 2.705543454095404 at 90%: R qchisq(0.9, 1). Wald: b + c - (b - c)^2/n = 10 - 36/40 = 9.1.
    const z = Math.sqrt(2.705543454095404)
    const result = pairedDifferenceIntervals({ n11: 25, n10: 8, n01: 2, n00: 5 }, 0.9)
    expectClose(result.diff, 6 / 40)
    expectClose(result.wald?.lower ?? null, 0.15 - (z * Math.sqrt(9.1)) / 40)
    expectClose(result.agrestiMin?.upper ?? null, 6 / 42 + (z * Math.sqrt(11 - 36 / 42)) / 42)
    expectClose(result.bonettPrice?.upper ?? null, 6 / 42 + (z * Math.sqrt(12 - 36 / 42)) / 42)
  })

  it("has Tango's limits where the equation can be solved by hand", () => {
    // Without discordant questions z(d)^2 = n d/(1 - d).
    const none = pairedDifferenceIntervals({ n11: 70, n10: 0, n01: 0, n00: 30 }).tango
    expectClose(none?.upper ?? null, zSquare / (100 + zSquare), 1e-11)
    expect(none?.lower).toBe(-(none?.upper ?? 0))
    // With all of them on one side z(d)^2 = n (1 - d)/(1 + d), for one question and for a million.
    for (const n of [1, 8, 1_000_000]) {
      const all = pairedDifferenceIntervals({ n11: 0, n10: n, n01: 0, n00: 0 }).tango
      expectClose(all?.lower ?? null, (n - zSquare) / (n + zSquare), 1e-11)
      expect(all?.upper).toBe(1)
    }
  })

  it('agrees over its methods for a million discordant questions', () => {
    const result = pairedDifferenceIntervals({ n11: 1e6, n10: 1e6, n01: 997_000, n00: 1e6 })
    for (const name of names) {
      expectClose(result[name]?.lower ?? null, result.wald?.lower ?? 0, 1e-3)
      expectClose(result[name]?.upper ?? null, result.wald?.upper ?? 0, 1e-3)
    }
  })

  it('mirrors when the systems change places and holds the difference, for every small table', () => {
    for (let place = 0; place < 256; place++) {
      const [n11 = 0, n10 = 0, n01 = 0, n00 = 0] = [0, 1, 2, 3].map((digit) => (place >> (2 * digit)) & 3)
      if (n11 + n10 + n01 + n00 === 0) continue
      const one = pairedDifferenceIntervals({ n11, n10, n01, n00 })
      const other = pairedDifferenceIntervals({ n11, n10: n01, n01: n10, n00 })
      for (const name of names) {
        const { lower, upper } = one[name] ?? { lower: 2, upper: 2 }
        expect(Math.abs((other[name]?.upper ?? 2) + lower)).toBeLessThan(1e-14)
        expect(lower >= -1 && lower <= upper && upper <= 1).toBe(true)
        if (name === 'newcombe' || name === 'tango') {
          expect(lower - 1e-12 <= (one.diff ?? 2) && (one.diff ?? 2) <= upper + 1e-12).toBe(true)
        }
      }
    }
  })

  it('is null without questions', () => {
    expect(pairedDifferenceIntervals({ n11: 0, n10: 0, n01: 0, n00: 0 })).toEqual({
      n: 0,
      diff: null,
      wald: null,
      newcombe: null,
      tango: null,
      agrestiMin: null,
      bonettPrice: null,
    })
    expect(() => pairedDifferenceIntervals({ n11: 1, n10: 0, n01: 0, n00: 0 }, 95)).toThrow('level')
  })
})
