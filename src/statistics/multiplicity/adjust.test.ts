import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { adjustmentMethods, adjustP } from './adjust.ts'

// R 4.2.2: p.adjust(c(0.01, 0.04, 0.03, 0.2), ...).
describe('adjustP', () => {
  it('matches R out of order', () => {
    const p = [0.01, 0.04, 0.03, 0.2]
    const expected = {
      bonferroni: [0.04, 0.16, 0.12, 0.8],
      holm: [0.04, 0.09, 0.09, 0.2],
      hochberg: [0.04, 0.08, 0.08, 0.2],
      bh: [0.04, 0.16 / 3, 0.16 / 3, 0.2],
      by: [0.0833333333333333, 0.111111111111111, 0.111111111111111, 0.416666666666667],
    }
    for (const method of adjustmentMethods) {
      adjustP(p, method).forEach((value, place) => {
        expectClose(value, expected[method][place] ?? -1)
      })
    }
  })

  it('keeps nulls out of the family', () => {
    expect(adjustP([null, 0.01, null, 0.02], 'holm')).toEqual([null, 0.02, null, 0.02])
    expect(adjustP([], 'bh')).toEqual([])
    expect(adjustP([null], 'by')).toEqual([null])
    expect(() => adjustP([1.2], 'holm')).toThrow('between 0 and 1')
  })

  it('is never below p, never above 1, and keeps the order', () => {
    const p = [0.9, 0.001, 0.5, 0.5, 0, 0.04, 1]
    for (const method of adjustmentMethods) {
      const adjusted = adjustP(p, method)
      adjusted.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(p[i] ?? 2)
        expect(value).toBeLessThanOrEqual(1)
        adjusted.forEach((other, j) => {
          if ((p[i] ?? 0) <= (p[j] ?? 0)) expect(value ?? 2).toBeLessThanOrEqual(other ?? -1)
        })
      })
    }
  })
})
