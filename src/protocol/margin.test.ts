import { describe, expect, it } from 'vitest'
import { legalMarginUnits, marginOnEstimate } from './margin.ts'

describe('legalMarginUnits', () => {
  it.each([
    [{ form: 'pairwise', scale: null }, ['win-rate-points', 'win-difference-points']],
    [{ form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4, step: 1 } }, ['scale-points']],
    [{ form: 'absolute', scale: { kind: 'binary' } }, ['accuracy-points', 'risk-difference-points']],
    [{ form: 'absolute', scale: { kind: 'rubric' } }, ['rubric-points']],
  ] as const)('of %o', (axis, units) => {
    expect(legalMarginUnits(axis)).toEqual(units)
  })
})

describe('marginOnEstimate', () => {
  // A win rate counts a tie as one half: win rate = (1 + win difference) / 2, so 10 points of it are 0.20.
  it.each([
    [10, 'win-rate-points', 0.2],
    [5, 'win-rate-points', 0.1],
    [10, 'win-difference-points', 0.1],
    [0.25, 'scale-points', 0.25],
    [2, 'accuracy-points', 0.02],
    [1, 'risk-difference-points', 0.01],
    [3, 'rubric-points', 0.03],
  ] as const)('%d %s are %d', (value, unit, expected) => {
    expect(marginOnEstimate({ value, unit })).toBeCloseTo(expected, 15)
  })
})
