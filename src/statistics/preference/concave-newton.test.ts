import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { type Derivatives, maximiseConcave } from './concave-newton.ts'

/** Log likelihood of two systems with wins and losses, a function of the difference of their log worths. */
function twoSystems(wins: number, losses: number) {
  return (values: Float64Array): Derivatives => {
    const p = 1 / (1 + Math.exp((values[1] ?? 0) - (values[0] ?? 0)))
    const slope = wins - (wins + losses) * p
    const v = (wins + losses) * p * (1 - p)
    return {
      logLik: wins * Math.log(p) + losses * Math.log(1 - p),
      gradient: Float64Array.of(slope, -slope),
      information: Float64Array.of(v, -v, -v, v),
    }
  }
}

describe('maximiseConcave', () => {
  it('finds the maximum with log worths that sum to 0', () => {
    // By hand: log odds log(9), variance 1/9 + 1/1.
    const maximum = maximiseConcave(twoSystems(9, 1), new Float64Array(2), 2, 10)
    if (typeof maximum === 'string') throw new Error(maximum)
    expectClose(maximum.values[0] ?? null, Math.log(9) / 2, 1e-10)
    expectClose(maximum.values[1] ?? null, -Math.log(9) / 2, 1e-10)
    expectClose(maximum.covariance[0] ?? null, (1 / 9 + 1) / 4, 1e-10)
    expectClose(maximum.covariance[1] ?? null, -(1 / 9 + 1) / 4, 1e-10)
  })

  it('takes a step back where a full one overshoots', () => {
    // From far out the full step would leave the range where the likelihood is finite.
    const maximum = maximiseConcave(twoSystems(6, 4), Float64Array.of(4, -4), 2, 10)
    if (typeof maximum === 'string') throw new Error(maximum)
    expectClose(maximum.values[0] ?? null, Math.log(1.5) / 2, 1e-10)
  })

  it('tells parameters that cannot be told apart from a likelihood that grows for ever', () => {
    expect(maximiseConcave(twoSystems(5, 0), new Float64Array(2), 2, 5)).toBe('flat')
    expect(maximiseConcave(twoSystems(1e7, 0), new Float64Array(2), 2, 1e7)).toBe('flat')
    const nothing = (values: Float64Array): Derivatives => ({
      logLik: 0,
      gradient: new Float64Array(values.length),
      information: new Float64Array(values.length * values.length),
    })
    expect(maximiseConcave(nothing, new Float64Array(3), 2, 1)).toBe('singular')
  })
})
