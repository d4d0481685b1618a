import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { areaUnderCurve } from './auc.ts'

describe('areaUnderCurve', () => {
  it('counts pairs by hand, ties one half', () => {
    // 3 beats all three; 2 beats 1 and 0 and ties with 2, twice: (3 + 2.5 + 2.5)/9.
    const result = areaUnderCurve([3, 2, 2, 1, 2, 0], [true, true, true, false, false, false])
    expectClose(result.auc, 8 / 9)
    // Shares above: 1, 5/6, 5/6 and 1, 2/3, 1 with sample variances 1/108 and 1/27.
    expectClose(result.se, Math.sqrt(1 / 108 / 3 + 1 / 27 / 3))
    expect(result).toMatchObject({ positives: 3, negatives: 3, clustered: null })
  })

  it('sums a cluster before it squares', () => {
    // Shares: positives 1, 0.5; negatives 1, 0.5; area 0.75; the two rows of a cluster deviate alike.
    const scores = [4, 2, 3, 1]
    const positive = [true, true, false, false]
    const cluster = [1, 2, 2, 1]
    const { auc, clustered } = areaUnderCurve(scores, positive, { cluster })
    expectClose(auc, 0.75)
    // 2 (2/16)/4 twice for the squares, and 2 * 2 (2/16)/4 for the products.
    expectClose(clustered?.se ?? null, Math.sqrt(0.0625 + 0.0625 + 0.125))
    expect(clustered).toMatchObject({ clusters: 2, df: 1 })
    const other = areaUnderCurve(scores, positive, { cluster: [1, 2, 1, 2] })
    expect(other.clustered).toMatchObject({ se: 0, ci: null })
  })

  it('keeps its interval inside 0 and 1', () => {
    const scores = [5, 4, 3, 9, 1, 2, 3.5, 0]
    const result = areaUnderCurve(scores, [true, true, true, true, false, false, false, false])
    expect(result.ci?.upper).toBeLessThan(1)
    expect(result.ci?.lower).toBeGreaterThan(0)
  })

  it('is null without one of the classes, and has no error of one row', () => {
    expect(areaUnderCurve([1, 2], [true, true])).toEqual({
      positives: 2,
      negatives: 0,
      auc: null,
      se: null,
      ci: null,
      clustered: null,
    })
    expect(areaUnderCurve([], [])).toMatchObject({ positives: 0, negatives: 0, auc: null })
    expect(areaUnderCurve([1, 2], [false, true], { cluster: [1, 2] })).toMatchObject({
      auc: 1,
      se: null,
      ci: null,
      clustered: { clusters: 2, se: null, df: null, ci: null },
    })
  })

  it('refuses scores that are no numbers', () => {
    expect(() => areaUnderCurve([Number.NaN, 1], [true, false])).toThrow('score 0 must be finite')
    expect(() => areaUnderCurve([1], [true, false])).toThrow('positive must have 1')
  })
})
