import type { Generator } from '../../src/statistics/random/generator.ts'

/** Resamples in the intervals of a simulated trial; an analysis uses 10,000. */
export const resamplesPerTrial = 1000

/**
 * Values of a statistic when as many clusters as there are are drawn with replacement; undefined ones are left out.
 *
 * @param statistic from how often each cluster was drawn
 */
export function resampled(
  clusters: number,
  statistic: (times: Float64Array) => number | null,
  generator: Generator,
): number[] {
  const times = new Float64Array(clusters)
  const replicates: number[] = []
  for (let resample = 0; resample < resamplesPerTrial; resample++) {
    times.fill(0)
    for (let draw = 0; draw < clusters; draw++) {
      const cluster = generator.integerBelow(clusters)
      times[cluster] = times[cluster]! + 1
    }
    const value = statistic(times)
    if (value !== null) replicates.push(value)
  }
  return replicates
}

/** The statistic with each cluster left out in turn; null where one of them is undefined. */
export function leftOut(
  clusters: number,
  statistic: (times: Float64Array) => number | null,
): number[] | null {
  const times = new Float64Array(clusters).fill(1)
  const values: number[] = []
  for (let cluster = 0; cluster < clusters; cluster++) {
    times[cluster] = 0
    const value = statistic(times)
    times[cluster] = 1
    if (value === null) return null
    values.push(value)
  }
  return values
}

/** A number below `n`, all equally likely, as a size or a count from 1. */
export function oneTo(n: number, generator: Generator): number {
  return 1 + generator.integerBelow(n)
}

/** Skewed and above 0 with mean 1; `sd` is the standard deviation of its logarithm. */
export function logNormal(sd: number, generator: Generator): number {
  return Math.exp(sd * generator.normal() - 0.5 * sd * sd)
}
