import { describe, expect, it } from 'vitest'
import { coverageInterval, coverageReplicates, summariseCoverage } from './coverage-ci.ts'

const source = { benchmark: [40, 30, 30], practice: [41, 29, 30], seed: 11 }

describe('coverageInterval', () => {
  it('gives the same numbers for one seed, however the replicates are split', () => {
    const whole = coverageInterval(source, { resamples: 300 })
    const parts = [coverageReplicates(source, 0, 90), coverageReplicates(source, 90, 300)]
    const joined = Float64Array.from(parts.flatMap((part) => [...part]))
    expect(summariseCoverage(source, joined)).toEqual(whole)
    expect(coverageInterval({ ...source, seed: 12 }, { resamples: 300 })).not.toEqual(whole)
  })

  it('shows the downward bias of a small benchmark', () => {
    const { coverage, bootstrapMean } = coverageInterval(source, { resamples: 1000 })
    expect(bootstrapMean).toBeLessThan(coverage ?? 0)
  })

  it('varies less when practice is known', () => {
    const sampled = coverageInterval(source, { resamples: 2000 }).se ?? 0
    const fixed = coverageInterval({ ...source, practiceFixed: true }, { resamples: 2000 }).se ?? 0
    expect(fixed).toBeLessThan(sampled)
  })

  it('has the standard error of a binomial share when one stratum is never filled', () => {
    // By hand: practice is all of stratum 0, so the coverage is the benchmark's share of it: sqrt(0.3 x 0.7/50).
    const known = { benchmark: [15, 35], practice: [1, 0], practiceFixed: true, seed: 3 }
    const { se, bootstrapMean } = coverageInterval(known)
    const expected = Math.sqrt((0.3 * 0.7) / 50)
    expect(Math.abs((se ?? 0) - expected)).toBeLessThan(0.03 * expected)
    expect(Math.abs((bootstrapMean ?? 0) - 0.3)).toBeLessThan(0.04 * expected)
  })

  it('flags replicates without variation', () => {
    expect(coverageInterval({ benchmark: [5], practice: [3] }, { resamples: 50 })).toEqual({
      coverage: 1,
      se: 0,
      percentile: { lower: 1, upper: 1 },
      bootstrapMean: 1,
      degenerate: true,
    })
  })

  it('gives nulls for an empty side, a single item, and shares that cannot be redrawn', () => {
    const none = { se: null, percentile: null, bootstrapMean: null, degenerate: false }
    expect(coverageInterval({ benchmark: [], practice: [] })).toEqual({ coverage: null, ...none })
    expect(coverageInterval({ benchmark: [0, 0], practice: [1, 2] })).toEqual({ coverage: null, ...none })
    expect(coverageInterval({ benchmark: [1, 0], practice: [1, 2] })).toMatchObject(none)
    expect(coverageInterval({ benchmark: [5, 5], practice: [0.25, 0.75] })).toEqual({
      coverage: 0.75,
      ...none,
    })
    expect(coverageInterval({ benchmark: [0.5, 0.5], practice: [3, 4] })).toMatchObject(none)
    const known = { benchmark: [5, 5], practice: [0.25, 0.75], practiceFixed: true }
    expect(coverageInterval(known, { resamples: 50 }).se).toBeGreaterThan(0)
  })

  it('refuses a level in percent and no resamples', () => {
    expect(() => coverageInterval(source, { level: 95, resamples: 10 })).toThrow(RangeError)
    expect(() => coverageInterval(source, { resamples: 0 })).toThrow(RangeError)
  })
})
