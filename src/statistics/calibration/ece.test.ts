import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { calibrationError } from './ece.ts'

const places = (p: readonly number[], bins: number) =>
  p.map((value) => calibrationError([value], [1], bins).bins[0]?.bin)

describe('calibrationError', () => {
  it('agrees with hand arithmetic', () => {
    const { ece, mce, bins } = calibrationError([0.1, 0.3, 0.9, 0.7], [0, 1, 1, 0], 2)
    // Lower bin: stated 0.2, right 0.5, gap 0.3; upper: stated 0.8, right 0.5, gap 0.3.
    expectClose(ece, 0.3)
    expectClose(mce, 0.3)
    expect(bins.map(({ bin, n }) => [bin, n])).toEqual([
      [0, 2],
      [1, 2],
    ])
    // One bin: stated 0.5, right 0.5.
    expectClose(calibrationError([0.1, 0.3, 0.9, 0.7], [0, 1, 1, 0], 1).ece, 0)
  })

  it('closes bins above, and 0 falls in the first', () => {
    expect(places([0, 1e-9, 0.2, 0.2000001, 1], 5)).toEqual([0, 0, 0, 1, 4])
  })

  it('finds every edge in spite of rounding', () => {
    for (const bins of [1, 3, 7, 10, 20, 25, 50, 100, 1000]) {
      const edges = Array.from({ length: bins }, (_, bin) => (bin + 1) / bins)
      expect(places(edges, bins)).toEqual(edges.map((_, bin) => bin))
    }
    // 0.1 + 0.2 is one unit in the last place above 0.3; 0.07 x 100 is above 7.
    expect(places([0.1 + 0.2], 10)).toEqual([2])
    expect(places([0.07, 0.14, 0.28], 100)).toEqual([6, 13, 27])
    expect(places([0.3 + 1e-12, 0.3 - 1e-12], 10)).toEqual([3, 2])
  })

  it('drops missing values and is null for none', () => {
    const { NaN: missing } = Number
    expect(calibrationError([0.8, missing, 0.2], [1, 1, missing])).toEqual(calibrationError([0.8], [1]))
    expect(calibrationError([], [])).toEqual({ n: 0, ece: null, mce: null, bins: [] })
  })

  it('rejects what is no probability and no number of bins', () => {
    expect(() => calibrationError([1.2], [1])).toThrow('p must lie')
    for (const bins of [0, 2.5, Number.NaN]) expect(() => calibrationError([0.5], [1], bins)).toThrow('bins')
  })
})
