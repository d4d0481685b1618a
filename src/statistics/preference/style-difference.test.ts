import { describe, expect, it } from 'vitest'
import { styleDifference } from './style-difference.ts'

describe('styleDifference', () => {
  it('is a share of the sum, from -1 to 1', () => {
    expect(styleDifference(1200, 800)).toBe(0.2)
    expect(styleDifference(800, 1200)).toBe(-0.2)
    expect([styleDifference(5, 0), styleDifference(0, 7), styleDifference(0, 0)]).toEqual([1, -1, 0])
  })

  it('is null for a missing count and does not overflow', () => {
    expect([styleDifference(null, 3), styleDifference(3, null)]).toEqual([null, null])
    expect(styleDifference(1.5e308, 0.5e308)).toBe(0.5)
    expect(styleDifference(5e-324, 0)).toBe(1)
  })

  it('refuses negative counts', () => {
    expect(() => styleDifference(-1, 3)).toThrow(RangeError)
    expect(() => styleDifference(1, Number.NaN)).toThrow(RangeError)
    expect(() => styleDifference(null, Number.POSITIVE_INFINITY)).toThrow(RangeError)
  })
})
