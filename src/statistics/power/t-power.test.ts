import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import {
  detectableDifference,
  differencePower,
  equivalencePower,
  oneSidedDistance,
  oneSidedPower,
  provableMargin,
} from './t-power.ts'

const middle = { se: 0.0716472842006823, df: 11, alpha: 0.05 }

describe('power of t tests', () => {
  // R 4.2.2: pt(qt(1 - alpha/2, df), df, ncp, lower = FALSE) + pt(-qt(1 - alpha/2, df), df, ncp), uniroot.
  it('finds differences as the noncentral t says', () => {
    expectClose(differencePower(middle, 0.2), 0.719834348546206)
    expectClose(differencePower(middle, -0.2), 0.719834348546206)
    expectClose(differencePower(middle, 0), 0.05)
    expectClose(detectableDifference(middle, 0.8), 0.220558188328133)
    expectClose(
      detectableDifference({ se: 0.301247406627841, df: 1, alpha: 0.05 }, 0.9),
      6.3154932491068,
      1e-7,
    )
    expect(detectableDifference({ ...middle, alpha: 0.9 }, 0.8)).toBe(0)
  })

  it('undoes itself for odd designs', () => {
    for (const df of [1, 2, 7, 80, 5000, Number.POSITIVE_INFINITY]) {
      for (const alpha of [0.2, 0.05, 0.003]) {
        const test = { se: 2, df, alpha }
        for (const power of [0.3, 0.8, 0.99]) {
          expectClose(differencePower(test, detectableDifference(test, power)), power, 1e-7)
          expectClose(oneSidedPower(test, oneSidedDistance(test, power)), power, 1e-7)
        }
      }
    }
  })

  // R: pt(qt(0.975, 11), 11, 0.23/0.07, lower = FALSE) and its root at 0.8.
  it('tests one side', () => {
    const test = { se: 0.07, df: 11, alpha: 0.025 }
    expectClose(oneSidedPower(test, 0.23), 0.848196181446185)
    expectClose(oneSidedDistance(test, 0.8), 0.215487420717391)
  })

  // R: integrate((pnorm(a - c s) - pnorm(c s - b)) 2 df s dchisq(df s^2, df)) from 0 to (a + b)/(2 c).
  it('tests equivalence exactly', () => {
    expectClose(equivalencePower(middle, 0.23, 0), 0.825895758837754)
    expectClose(equivalencePower(middle, 0.1, 0), 0.0242630402265566)
    expectClose(equivalencePower({ se: 0.11, df: 4, alpha: 0.05 }, 0.3, 0.05), 0.46863850955109)
    expectClose(equivalencePower({ se: 0.1, df: 1, alpha: 0.05 }, 0.5, -0.2), 0.359628639851596)
    expectClose(equivalencePower({ se: 0.02, df: 400, alpha: 0.05 }, 0.05, 0), 0.605183456117715)
    // The normal limit by hand: 2 pnorm(2 - 1.644854) - 1 = 0.2775201 (R).
    expectClose(
      equivalencePower({ se: 1, df: Number.POSITIVE_INFINITY, alpha: 0.05 }, 2, 0),
      0.277520062624671,
      1e-10,
    )
  })

  it('never promises a margin that has less than the power', () => {
    // R: 0.0716472842006823 * (qt(0.95, 11) + qt(0.9, 11)).
    expectClose(provableMargin(middle, 0.8), 0.2263563, 1e-6)
    for (const df of [1, 2, 3, 5, 11, 60, 1e9]) {
      for (const power of [0.5, 0.8, 0.9]) {
        const test = { se: 0.3, df, alpha: 0.05 }
        const reached = equivalencePower(test, provableMargin(test, power), 0)
        expect(reached).toBeGreaterThan(power - 1e-9)
        if (df > 50) expect(reached).toBeLessThan(power + 0.01)
      }
    }
  })

  it('names the legal range', () => {
    expect(() => differencePower({ ...middle, se: 0 }, 0.1)).toThrow('se must be above 0')
    expect(() => detectableDifference(middle, 80)).toThrow('power must lie strictly between 0 and 1')
    expect(() => equivalencePower(middle, 0, 0)).toThrow('margin must be above 0')
  })
})
