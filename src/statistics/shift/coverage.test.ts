import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { coverage } from './coverage.ts'

describe('coverage', () => {
  it('is the sum of the smaller shares', () => {
    // By hand: shares 0.75, 0, 0.25, 0 and 0.5, 0.125, 0, 0.375.
    expect(coverage([6, 0, 2, 0], [0.5, 0.125, 0, 0.375])).toEqual({
      coverage: 0.5,
      tvd: 0.5,
      contributions: [0.5, 0, 0, 0],
      uncoveredPracticeShare: 0.5,
    })
  })

  it('is 1 for the same mix in other units and 0 for disjoint ones', () => {
    expect(coverage([2, 6], [20, 60])).toMatchObject({ coverage: 1, tvd: 0, uncoveredPracticeShare: 0 })
    expect(coverage([3, 0], [0, 5])).toMatchObject({ coverage: 0, tvd: 1, uncoveredPracticeShare: 1 })
  })

  it('does not rise when a stratum is split', () => {
    const coarse = coverage([5, 5], [4, 6]).coverage ?? 0
    const fine = coverage([1, 4, 5], [3, 1, 6]).coverage ?? 0
    expectClose(coarse, 0.9)
    expect(fine).toBeLessThan(coarse)
  })

  it('is null when a side is empty', () => {
    const nothing = { coverage: null, tvd: null, contributions: null, uncoveredPracticeShare: null }
    expect(coverage([], [])).toEqual(nothing)
    expect(coverage([0, 0], [1, 2])).toEqual(nothing)
    expect(coverage([1, 2], [0, 0])).toEqual(nothing)
  })

  it('refuses negative counts', () => {
    expect(() => coverage([1, -1], [1, 1])).toThrow(RangeError)
  })
})
