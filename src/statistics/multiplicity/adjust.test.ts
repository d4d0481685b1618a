import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
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

  it.each([0, 0.2, 0.3, 1])('has the definition of Holm in a large family, a share of %d small', (share) => {
    const generator = createGenerator(3, 'holm')
    const p = Array.from({ length: 1000 }, (_, place) =>
      place < 1000 * share ? generator.uniform() * 0.002 : generator.uniform(),
    )
    // Step-down: the largest of min(1, p (m - number of smaller ones)) over all p-values up to the own one.
    const rising = p.toSorted((left, right) => left - right)
    const steps = rising.map((value, rank) => Math.min(1, value * (1000 - rank)))
    const expected = p.map((value) => Math.max(...steps.slice(0, rising.indexOf(value) + 1)))
    expect(adjustP(p, 'holm')).toEqual(expected)
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
