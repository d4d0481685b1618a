import { describe, expect, it } from 'vitest'
import type { MeasureResult } from './result.ts'
import { aboveWithinNoise, verdictOf } from './verdict.ts'

function simulated(errors: number, defined: number, nominal = 0.05): MeasureResult {
  const rate = errors / defined
  return {
    name: 'p < 0.05',
    kind: 'test',
    nominal,
    role: 'default',
    rate,
    se: 0.001,
    counts: { defined, errors },
  }
}

describe('verdictOf', () => {
  it('holds from 3.5% to 6% where 5% was promised', () => {
    expect(verdictOf(simulated(139, 4000))).toBe('conservative')
    expect(verdictOf(simulated(140, 4000))).toBe('holds')
    expect(verdictOf(simulated(240, 4000))).toBe('holds')
  })

  it('takes the limits as shares of other promises', () => {
    expect(verdictOf(simulated(69, 4000, 0.025))).toBe('conservative')
    expect(verdictOf(simulated(480, 4000, 0.1))).toBe('holds')
    expect(verdictOf(simulated(550, 4000, 0.1))).toBe('too many')
  })

  it('says too many only beyond what chance gives at the limit', () => {
    // R: qbinom(0.95, 4000, 0.06) is 265, so 265 is the most that chance explains and 266 is beyond:
    // pbinom(264, 4000, 0.06, lower = FALSE) = 0.0531, pbinom(265, ...) = 0.0464.
    expect(verdictOf(simulated(265, 4000))).toBe('holds')
    expect(aboveWithinNoise(simulated(265, 4000))).toBe(true)
    expect(verdictOf(simulated(266, 4000))).toBe('too many')
    expect(aboveWithinNoise(simulated(266, 4000))).toBe(false)
  })

  it('needs no allowance for exact rates, and has nothing to say without trials', () => {
    const exact = { ...simulated(0, 1), counts: null, se: 0 }
    expect(verdictOf({ ...exact, rate: 0.0601 })).toBe('too many')
    expect(verdictOf({ ...exact, rate: null })).toBeNull()
  })
})
