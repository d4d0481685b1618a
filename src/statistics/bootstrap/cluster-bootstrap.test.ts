import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { clusterBootstrap, summariseReplicates } from './cluster-bootstrap.ts'
import { clusterReplicates } from './cluster-replicates.ts'

const generator = createGenerator(9, 'bootstrap-test')
const clusters = 60
const statistics = 3
const numeratorSums = Float64Array.from(
  { length: clusters * statistics },
  () => generator.integerBelow(7) - 3,
)
const denominatorSums = Float64Array.from(
  { length: clusters * statistics },
  () => 1 + generator.integerBelow(4),
)
const input = { numeratorSums, denominatorSums, clusters, statistics, seed: 5, stream: ['test'] }

describe('clusterBootstrap', () => {
  it('has the standard error that theory gives for a mean of equal clusters', () => {
    // One value per cluster: the variance of the bootstrap mean is sum (x - mean)^2/G^2 exactly; with B = 10,000
    // the standard deviation of the estimated SE is 0.7 percent.
    const x = Float64Array.from({ length: clusters }, (_, i) => (i * i) % 17)
    const ones = new Float64Array(clusters).fill(1)
    const [result] = clusterBootstrap({ ...input, numeratorSums: x, denominatorSums: ones, statistics: 1 })
    const mean = x.reduce((sum, value) => sum + value, 0) / clusters
    const exact = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / clusters
    expectClose(result?.se ?? null, exact, 0.03)
    expectClose(result?.estimate ?? null, mean)
    expect(result?.ci).toEqual(result?.percentile)
  })

  it('gives the same replicates however the resamples are split', () => {
    const whole = clusterReplicates(input, 0, 101)
    const parts = [
      clusterReplicates(input, 0, 3),
      clusterReplicates(input, 3, 60),
      clusterReplicates(input, 60, 101),
    ]
    for (let statistic = 0; statistic < statistics; statistic++) {
      const joined = parts.flatMap((part) => {
        const width = part.length / statistics
        return Array.from(part.subarray(statistic * width, (statistic + 1) * width))
      })
      expect(joined).toEqual(Array.from(whole.subarray(statistic * 101, (statistic + 1) * 101)))
    }
    const [kept] = clusterBootstrap({ ...input, resamples: 101, keepReplicates: true })
    expect(kept).toEqual(summariseReplicates({ ...input, keepReplicates: true }, whole)[0])
    expect(Array.from(kept?.replicates ?? [])).toEqual(Array.from(whole.subarray(0, 101)))
  })

  it('gives the same ratios for whole numbers and for others', () => {
    // Tenths cannot be packed; scaling numerator and denominator alike leaves every ratio as it was.
    const scaled = clusterReplicates(
      {
        ...input,
        numeratorSums: numeratorSums.map((value) => value * 0.1),
        denominatorSums: denominatorSums.map((value) => value * 0.1),
      },
      0,
      50,
    )
    clusterReplicates(input, 0, 50).forEach((value, place) => {
      expect(Math.abs(value - (scaled[place] ?? 9))).toBeLessThan(1e-13)
    })
  })

  it('shares the draws among statistics: equal columns have equal replicates', () => {
    const twice = (sums: Float64Array) =>
      Float64Array.from({ length: clusters * 2 }, (_, place) => sums[Math.floor(place / 2) * statistics] ?? 0)
    const both = {
      ...input,
      numeratorSums: twice(numeratorSums),
      denominatorSums: twice(denominatorSums),
      statistics: 2,
    }
    const replicates = clusterReplicates(both, 0, 20)
    expect(Array.from(replicates.subarray(0, 20))).toEqual(Array.from(replicates.subarray(20, 40)))
    expect(Array.from(replicates.subarray(0, 20))).toEqual(
      Array.from(clusterReplicates(input, 0, 20).subarray(0, 20)),
    )
  })

  it('draws inside strata: a stratum of one cluster never varies', () => {
    // Two strata of one cluster each: every resample is the sample.
    const [fixed] = clusterBootstrap({
      numeratorSums: [1, 5],
      denominatorSums: [1, 1],
      clusters: 2,
      statistics: 1,
      strata: [0, 1],
      resamples: 50,
    })
    expect([fixed?.estimate, fixed?.se, fixed?.ci, fixed?.degenerate]).toEqual([3, 0, null, true])
    expect(fixed?.percentile).toEqual({ lower: 3, upper: 3 })
  })

  it('takes t when there are few clusters', () => {
    const few = { numeratorSums: [2, -1, 1, 2], denominatorSums: [2, 2, 2, 2], clusters: 4, statistics: 1 }
    const [result] = clusterBootstrap({ ...few, resamples: 10_000, seed: 2 })
    expect(result?.fewClusters).toBe(true)
    // R: qt(0.975, 3) = 3.18244630528; the spread of the replicates times sqrt(4/3).
    expectClose(result?.ci?.upper ?? null, 0.5 + 3.18244630528 * (result?.se ?? 0) * Math.sqrt(4 / 3), 1e-9)
    // Exact: sqrt(sum (x - mean)^2)/4 with x = 1, -0.5, 0.5, 1.
    expectClose(result?.se ?? null, Math.sqrt(1.5) / 4, 0.03)
  })

  it('counts replicates without a denominator and leaves them out', () => {
    // One of three clusters has no row; all three draws miss the others with probability 1/27.
    const [result] = clusterBootstrap({
      numeratorSums: [1, 3, 0],
      denominatorSums: [1, 2, 0],
      clusters: 3,
      statistics: 1,
      resamples: 27_000,
    })
    expect(Math.abs((result?.undefinedReplicates ?? 0) - 1000)).toBeLessThan(130)
    expect([result?.clusters, result?.fewClusters]).toEqual([2, true])
    expect(Number.isFinite(result?.se ?? Number.NaN)).toBe(true)
  })

  it('is null for one cluster and for no denominator', () => {
    const sums = { clusters: 2, statistics: 2, resamples: 20 }
    const [one, none] = clusterBootstrap({
      ...sums,
      numeratorSums: [1, 0, 0, 0],
      denominatorSums: [2, 0, 0, 0],
    })
    expect([one?.estimate, one?.se, one?.ci, one?.fewClusters]).toEqual([0.5, null, null, false])
    expect([none?.estimate, none?.clusters, none?.percentile]).toEqual([null, 0, null])
    expect(clusterBootstrap({ clusters: 0, statistics: 0, numeratorSums: [], denominatorSums: [] })).toEqual(
      [],
    )
    expect(() => clusterBootstrap({ ...sums, numeratorSums: [1], denominatorSums: [1] })).toThrow('4 entries')
  })

  it('covers the mean about as often as it says', () => {
    // 300 samples of 40 normal clusters: a 95% t interval covers 285 times, with a standard deviation of 3.8.
    let covered = 0
    for (let sample = 0; sample < 300; sample++) {
      const draws = createGenerator(sample, 'coverage')
      const x = Float64Array.from({ length: 40 }, () => draws.normal())
      const [result] = clusterBootstrap({
        numeratorSums: x,
        denominatorSums: new Float64Array(40).fill(1),
        clusters: 40,
        statistics: 1,
        resamples: 400,
        seed: sample,
      })
      if ((result?.ci?.lower ?? 1) < 0 && (result?.ci?.upper ?? -1) > 0) covered += 1
    }
    expect(covered).toBeGreaterThan(273)
    expect(covered).toBeLessThan(297)
  })
})
