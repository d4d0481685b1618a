import { describe, expect, it } from 'vitest'
import { expectClose } from '../../test/support/expect-close.ts'
import { compensatedSum, mean, populationCovariance, variance } from './moments.ts'

describe('moments', () => {
  it('sum without losing small terms between large ones', () => {
    expect(compensatedSum([1e16, 1, -1e16])).toBe(1)
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2)
  })

  it('are null where there is nothing to compute them from', () => {
    expect(mean([])).toBeNull()
    expect(variance([], 0)).toBeNull()
    expect(variance([3], 1)).toBeNull()
    expect(variance([3], 0)).toBe(0)
    expect(populationCovariance([], [])).toBeNull()
  })

  it('agree with hand arithmetic', () => {
    // Deviations -3, -1, 1, 3: squares sum to 20.
    expectClose(variance([2, 4, 6, 8], 1), 20 / 3)
    expectClose(variance([2, 4, 6, 8], 0), 5)
    // Times 1, -1, -1, 1: products -3 + 1 - 1 + 3 = 0.
    expect(populationCovariance([2, 4, 6, 8], [1, -1, -1, 1])).toBe(0)
    expectClose(populationCovariance([2, 4, 6, 8], [1, 2, 3, 4]), 2.5)
  })

  it('take values that differ by rounding only as constant', () => {
    expect(variance(new Float64Array(7).fill(0.1), 1)).toBe(0)
    expect(variance([0.1 + 0.2, 0.3, 0.3], 1)).toBe(0)
    expect(variance([0.3 + 1e-12, 0.3, 0.3], 1)).toBeGreaterThan(0)
    // Differences of numbers of the size of 1 that are 1e-9 but for rounding.
    const differences = [0.1, 0.7, 3.3].map((value) => value + 1e-9 - value)
    expect(variance(differences, 1)).toBeGreaterThan(0)
    expect(variance(differences, 1, 1)).toBe(0)
  })
})
