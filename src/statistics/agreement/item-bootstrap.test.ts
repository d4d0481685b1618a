import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { itemBootstrap, jackknifeError } from './item-bootstrap.ts'
import { krippendorffAlpha } from './krippendorff.ts'

const marks = [
  ...Array.from({ length: 12 }, () => [1, 1, 1]),
  ...Array.from({ length: 5 }, () => [1, 2, 1]),
  ...Array.from({ length: 4 }, () => [4, 4, 4]),
  [1, 2, 2],
  [2, 1, 2],
  [2, 2, 3],
  [1, 1, 2],
  [3, 2, 1],
  [3, 3, 4],
  [3, 3, 3],
  [3, 3, 3],
  [1, 1, 1],
]

/** The mean of the items 0, 1, 2, ...: each its own kind. */
function meanOfItems(items: number) {
  const values = Array.from({ length: items }, (_, item) => item)
  const total = (items * (items - 1)) / 2
  return {
    kinds: {
      units: items,
      patternOf: Int32Array.from(values),
      multiplicity: new Float64Array(items).fill(1),
    },
    statistic: {
      estimate: total / items,
      at: (weight: ArrayLike<number>) =>
        values.reduce((sum, value) => sum + value * (weight[value] ?? 0), 0) / items,
      leaveOneOut: values.map((value) => (total - value) / (items - 1)),
    },
  }
}

describe('itemBootstrap', () => {
  it('has the intervals of numpy for interval alpha', () => {
    // 500,000 resamples; the limits of runs of 10,000 had standard deviations of 0.0034 and 0.0028 (lower), 0.0006
    // (upper).
    const { ci, bca } = krippendorffAlpha(marks, 'interval', { resamples: 10_000, seed: 5 })
    expect(Math.abs((ci?.lower ?? 0) - 0.73134)).toBeLessThan(0.014)
    expect(Math.abs((ci?.upper ?? 0) - 0.95059)).toBeLessThan(0.003)
    expect(Math.abs((bca?.lower ?? 0) - 0.74469)).toBeLessThan(0.012)
    expect(Math.abs((bca?.upper ?? 0) - 0.95295)).toBeLessThan(0.003)
  })

  it('has the jackknife of a mean, its standard error', () => {
    const { kinds, statistic } = meanOfItems(10)
    // Variance of 0 to 9 with n - 1: 110/12.
    expectClose(jackknifeError(kinds.multiplicity, statistic.leaveOneOut), Math.sqrt(110 / 12 / 10))
    expect(jackknifeError([2, 1], [null, 1])).toBeNull()
    expect(jackknifeError([0, 2, 2], [null, 1, 3])).toBe(Math.sqrt(3))
  })

  it('has no BCa interval below 20 items or with an undefined leave-out', () => {
    const options = { resamples: 200 }
    const few = meanOfItems(19)
    const enough = meanOfItems(20)
    expect(itemBootstrap(few.kinds, few.statistic, options, 'test').bca).toBeNull()
    expect(itemBootstrap(few.kinds, few.statistic, options, 'test').percentile).not.toBeNull()
    expect(itemBootstrap(enough.kinds, enough.statistic, options, 'test').bca).not.toBeNull()
    const holed = { ...enough.statistic, leaveOneOut: [null, ...enough.statistic.leaveOneOut.slice(1)] }
    expect(itemBootstrap(enough.kinds, holed, options, 'test').bca).toBeNull()
  })

  it('draws nothing unless asked, counts undefined replicates and flags equal ones', () => {
    const { kinds, statistic } = meanOfItems(20)
    expect(itemBootstrap(kinds, statistic, {}, 'test')).toEqual({
      percentile: null,
      bca: null,
      undefinedReplicates: 0,
      degenerate: false,
    })
    const never = itemBootstrap(kinds, { ...statistic, at: () => null }, { resamples: 30 }, 'test')
    expect(never).toMatchObject({ percentile: null, undefinedReplicates: 30 })
    const same = itemBootstrap(kinds, { ...statistic, at: () => 1 }, { resamples: 30 }, 'test')
    expect(same).toMatchObject({ percentile: { lower: 1, upper: 1 }, degenerate: true })
    expect(() => itemBootstrap(kinds, statistic, { resamples: 1.5 }, 'test')).toThrow('resamples')
    expect(() => itemBootstrap(kinds, statistic, { level: 95 }, 'test')).toThrow('level')
  })
})
