import { describe, expect, it } from 'vitest'
import { pigeonholeBootstrap, pigeonholeReplicates } from './pigeonhole.ts'

const question = Int32Array.from({ length: 60 }, (_, row) => Math.floor(row / 3))
const reviewer = Int32Array.from({ length: 60 }, (_, row) => (row * 7 + Math.floor(row / 12)) % 12)
const values = Float64Array.from({ length: 60 }, (_, row) => ((row * row + 3 * row) % 11) - 4)
const input = { values, question, reviewer, resamples: 500, seed: 3 }

describe('pigeonholeBootstrap', () => {
  it('gives the same replicates in one piece and in several', () => {
    const whole = pigeonholeReplicates(input, 0, 100)
    const pieces = [...pigeonholeReplicates(input, 0, 33), ...pigeonholeReplicates(input, 33, 100)]
    expect([...whole]).toEqual(pieces)
  })

  it('does not depend on how clusters are numbered', () => {
    const renumbered = { ...input, question: question.map((code) => 1000 - 7 * code) }
    expect(pigeonholeBootstrap(renumbered)).toEqual(pigeonholeBootstrap(input))
  })

  it('has about three times the variance of the residual in a sparse design of independent rows', () => {
    // Owen 2007: with independent rows and one mark per cell the expectation is about 3 sigma^2/n less a few
    // per cent. Here the naive variance of the mean is taken from the values themselves.
    const cells = 900
    const noise = Float64Array.from(
      { length: cells },
      (_, row) => ((row * 7919 + row * row * 31) % 1009) / 1009,
    )
    const sparse = {
      values: noise,
      question: Int32Array.from({ length: cells }, (_, row) => Math.floor(row / 3)),
      reviewer: Int32Array.from({ length: cells }, (_, row) => (row * 17) % 60),
      resamples: 2000,
    }
    const mean = noise.reduce((sum, value) => sum + value, 0) / cells
    const naive = noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / cells / cells
    const { se } = pigeonholeBootstrap(sparse)
    const ratio = ((se ?? 0) * (se ?? 0)) / naive
    expect(ratio).toBeGreaterThan(2.2)
    expect(ratio).toBeLessThan(3.8)
  })

  it('is undefined with one question, one reviewer or no row, and says when clusters are few', () => {
    for (const one of [{ question: question.map(() => 4) }, { reviewer: reviewer.map(() => 4) }]) {
      const result = pigeonholeBootstrap({ ...input, ...one })
      expect([result.se, result.ci, result.percentile]).toEqual([null, null, null])
      expect(result.estimate).not.toBeNull()
    }
    const empty = pigeonholeBootstrap({ values: [], question: [], reviewer: [] })
    expect([empty.n, empty.estimate, empty.se]).toEqual([0, null, null])
    expect(pigeonholeBootstrap(input).fewClusters).toBe(false)
    const few = pigeonholeBootstrap({ ...input, reviewer: reviewer.map((code) => code % 4) })
    expect(few.fewClusters).toBe(true)
    expect(few.ci?.lower).toBeLessThan(few.percentile?.lower ?? Number.NEGATIVE_INFINITY)
  })

  it('says when the values do not vary', () => {
    const flat = pigeonholeBootstrap({ ...input, values: values.map(() => 2) })
    expect([flat.estimate, flat.se, flat.ci, flat.degenerate]).toEqual([2, 0, null, true])
  })

  it('counts resamples without rows', () => {
    const diagonal = { values: [1, 2, 3], question: [0, 1, 2], reviewer: [0, 1, 2], resamples: 2000 }
    // By hand: both draws miss each other with chance sum over question sets; 3/27 x 8/27 + 18/27 x 1/27 = 0.0576.
    const { undefinedReplicates } = pigeonholeBootstrap(diagonal)
    expect(Math.abs(undefinedReplicates / 2000 - 42 / 729)).toBeLessThan(0.021)
  })

  it('names the legal range', () => {
    expect(() => pigeonholeBootstrap({ ...input, resamples: 0 })).toThrow('at least 1')
    expect(() => pigeonholeBootstrap({ ...input, level: 95 })).toThrow('level')
    expect(() => pigeonholeBootstrap({ ...input, values: [1] })).toThrow('must have 1 entries')
  })
})
