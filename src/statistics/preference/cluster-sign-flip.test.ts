import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { clusterSignFlip } from './cluster-sign-flip.ts'

// Exact values: all sign patterns by itertools.product in Python.
describe('clusterSignFlip', () => {
  it('enumerates all patterns of whole clusters', () => {
    const sums = [2, -1, 3, 0.5, -0.2, 1.3, 0.7]
    const result = clusterSignFlip(sums, [1, 2, 3, 4, 5, 6, 7])
    expectClose(result.p, 0.140625)
    const split = sums.flatMap((sum) => [sum - 1, 1])
    const halves = clusterSignFlip(split, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7])
    expect([halves.p, halves.clusters]).toEqual([0.140625, 7])
  })

  it('counts sums that are equal but for rounding', () => {
    // 0.1 + 0.2 - 0.3 + 0.3 is 0.30000000000000004; patterns with 0.3 must count.
    expectClose(clusterSignFlip([0.1, 0.2, -0.3, 0.3], [1, 2, 3, 4]).p, 0.75)
  })

  it('leaves out clusters that cancel, also when they cancel only but for rounding', () => {
    const result = clusterSignFlip([0.1, 0.2, -0.3, 1, 1], [9, 9, 9, 1, 2])
    expect([result.clusters, result.nonzeroClusters, result.p]).toEqual([3, 2, 0.5])
  })

  it('is exact at 20 clusters and Monte Carlo beyond', () => {
    const ones = (n: number) => Array.from({ length: n }, () => 1)
    const codes = (n: number) => Array.from({ length: n }, (_, i) => i)
    const exact = clusterSignFlip(ones(20), codes(20))
    expect([exact.method, exact.p]).toEqual(['exact', 2 / 1048576])
    const sampled = clusterSignFlip(ones(21), codes(21), { resamples: 999, seed: 4 })
    expect([sampled.method, sampled.p]).toEqual(['monte-carlo', 1 / 1000])
  })

  it('samples close to the exact binomial tail, whatever the labels and the order', () => {
    // 40 clusters of +-1 with sum 12: P(|2 Bin(40, 1/2) - 40| >= 12) = 0.0806904 (R: 2 * pbinom(14, 40, 0.5)).
    const values = Array.from({ length: 40 }, (_, i) => (i < 26 ? 1 : -1))
    const codes = values.map((_, i) => i * 13)
    const p = clusterSignFlip(values, codes, { resamples: 20_000, seed: 1 }).p ?? 0
    expect(Math.abs(p - 0.0806904)).toBeLessThan(0.01)
    const turned = clusterSignFlip([...values].reverse(), codes, { resamples: 20_000, seed: 1 })
    expect(turned.p).toBe(p)
  })

  it('gives 1 for all ties and null for nothing', () => {
    expect(clusterSignFlip([0, 0], [1, 2]).p).toBe(1)
    const empty = clusterSignFlip([], [])
    expect([empty.p, empty.statistic, empty.clusters]).toEqual([null, null, 0])
    expect(() => clusterSignFlip([Number.NaN], [1])).toThrow('finite')
  })
})
