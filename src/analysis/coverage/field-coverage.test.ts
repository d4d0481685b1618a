import { describe, expect, it } from 'vitest'
import { fieldCoverage } from './field-coverage.ts'

// The mix of 127,625 queries, and what 200 items of each benchmark were coded as with the overlap that its authors
// computed: rcq_reference.json of RCQ-Map 1.0.0 and summary/per_benchmark.csv of CABA 1.0 (CC BY 4.0).
const shares = [0.35108, 0.0105, 0.14786, 0.14135, 0.06185, 0.03692, 0.02659, 0.00546, 0.01212, 0.20626]
const mix = shares.map((share, place) => ({ name: `t${place}`, share }))
const published = [
  ['MedQA', [0, 0, 32, 24, 31, 109, 2, 0, 1, 1], 0.386629],
  ['EHRSQL', [73, 5, 4, 26, 3, 3, 25, 0, 0, 61], 0.774438],
  ['HealthBench', [23, 6, 21, 27, 68, 21, 4, 1, 5, 24], 0.621395],
  ['HealthBench Professional', [48, 2, 29, 28, 53, 9, 8, 3, 2, 18], 0.765829],
  ['PubMedQA', [0, 0, 62, 1, 8, 0, 15, 0, 0, 114], 0.42571],
  ['First Do NOHARM', [0, 0, 0, 33, 103, 64, 0, 0, 0, 0], 0.240126],
] as const
const options = { seed: 1, resamples: 2000 }
const countsOf = (counts: readonly number[]) => new Map(counts.map((n, place) => [`t${place}`, n]))

describe('the coverage of a field', () => {
  it.each(published)('of %s is what its authors published', (_, counts, overlap) => {
    const { coverage, interval, bootstrapMean, lowest } = fieldCoverage(countsOf(counts), 200, mix, options)
    // Published shares are rounded to five digits.
    expect(coverage).toBeCloseTo(overlap, 4)
    expect(lowest).toBeCloseTo(overlap, 4)
    expect(interval?.lower).toBeLessThan(overlap)
    expect(interval?.upper).toBeGreaterThanOrEqual(bootstrapMean ?? 1)
    expect(bootstrapMean).toBeLessThanOrEqual((coverage ?? 0) + 0.001)
  })

  // By hand: 6 of 8 and 2 of 8 items against 0.5 and 0.125, and 0.375 without any.
  it('is the sum of the smaller shares, category by category', () => {
    const small = [
      { name: 'a', share: 0.5 },
      { name: 'b', share: 0.125 },
      { name: 'c', share: 0.375 },
    ]
    const counts = new Map([
      ['a', 6],
      ['b', 2],
    ])
    const field = fieldCoverage(counts, 10, small, options)
    expect(field).toMatchObject({ coverage: 0.625, uncoveredPracticeShare: 0.375 })
    expect(field.lowest).toBeCloseTo(0.5 + 0.125, 12)
    expect(field.categories).toEqual([
      { category: 'a', items: 6, itemShare: 0.75, practiceShare: 0.5, contribution: 0.5 },
      { category: 'b', items: 2, itemShare: 0.25, practiceShare: 0.125, contribution: 0.125 },
      { category: 'c', items: 0, itemShare: 0, practiceShare: 0.375, contribution: 0 },
    ])
    // Of 16 items, 6 of 'a' are 0.375 and no longer 0.5.
    expect(fieldCoverage(counts, 16, small, options).lowest).toBeCloseTo(0.375 + 0.125, 12)
  })

  it('is not known without items, and has no interval with one', () => {
    const none = fieldCoverage(new Map(), 3, mix, options)
    expect(none).toMatchObject({ coverage: null, interval: null, uncoveredPracticeShare: null, lowest: 0 })
    expect(none.categories[0]).toMatchObject({ itemShare: null, contribution: null })
    const one = fieldCoverage(new Map([['t0', 1]]), 1, mix, options)
    expect(one.coverage).toBeCloseTo(0.35108, 4)
    expect(one.interval).toBe(null)
  })

  it('has no interval where all items are of one category, which redrawing cannot tell from certainty', () => {
    const alike = fieldCoverage(new Map([['t4', 7]]), 20, mix, options)
    expect(alike.coverage).toBeCloseTo(0.06185, 4)
    expect(alike.interval).toBe(null)
    const other = new Map([
      ['t4', 4],
      ['t5', 4],
    ])
    expect(fieldCoverage(other, 8, mix, options).interval).not.toBe(null)
  })
})
