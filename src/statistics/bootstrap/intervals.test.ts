import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { bootstrapIntervals } from './intervals.ts'

describe('bootstrapIntervals', () => {
  const replicates = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]

  it('reflects the percentile limits in the basic interval', () => {
    // Sorted 1 1 2 3 3 4 5 5 6 9: type 7 at 0.25 and 0.75 is 2.25 and 5.
    const result = bootstrapIntervals(4, replicates, null, 0.5)
    expect(result.percentile).toEqual({ lower: 2.25, upper: 5 })
    expect(result.basic).toEqual({ lower: 3, upper: 5.75 })
    expect([result.acceleration, result.bca]).toEqual([null, null])
    // 5 below 4 and one equal: share 0.55; R: qnorm(0.55).
    expectClose(result.z0, 0.125661346855074)
  })

  it('is the percentile interval when there is neither bias nor skewness', () => {
    const result = bootstrapIntervals(3, [1, 2, 3, 4, 5], [1, 2, 3], 0.8)
    expect([result.z0, result.acceleration]).toEqual([0, 0])
    expectClose(result.bca?.lower ?? null, result.percentile?.lower ?? 0)
    expectClose(result.bca?.upper ?? null, result.percentile?.upper ?? 0)
  })

  it('flags replicates without variation and has nothing without replicates', () => {
    expect(bootstrapIntervals(2, [2, 2], [2, 2]).degenerate).toBe(true)
    const empty = bootstrapIntervals(2, [], [2, 2])
    expect([empty.se, empty.percentile, empty.z0, empty.bca]).toEqual([null, null, null, null])
    expect(bootstrapIntervals(2, [2], null).se).toBeNull()
    expect(() => bootstrapIntervals(2, [Number.NaN], null)).toThrow('finite')
  })
})
