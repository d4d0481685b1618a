import { describe, expect, it } from 'vitest'
import { frontierShares } from './frontier-share.ts'

describe('frontierShares', () => {
  it('counts the draws in which each system is on the frontier', () => {
    // Three draws of two systems: the second is dominated, not dominated, equal.
    const costs = Float64Array.of(1, 2, 1, 2, 1, 1)
    const qualities = Float64Array.of(1, 1, 1, 3, 1, 1)
    expect(frontierShares(costs, qualities, 2)).toEqual([1, 2 / 3])
  })

  it('is null without draws and refuses part of a draw', () => {
    expect(frontierShares(new Float64Array(0), new Float64Array(0), 2)).toEqual([null, null])
    expect(() => frontierShares(new Float64Array(3), new Float64Array(3), 2)).toThrow(RangeError)
  })
})
