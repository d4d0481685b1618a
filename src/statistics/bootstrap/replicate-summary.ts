import { quantileSorted } from '../distributions/quantile.ts'
import { tQuantile } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'

/** What the replicates of one statistic say. */
export interface ReplicateSummary {
  /** Standard deviation of the replicates; null with fewer than two clusters or two defined replicates. */
  readonly se: number | null
  /** The interval to report: percentile, or t on `df` when there are few clusters. */
  readonly ci: Interval | null
  /** Percentile interval (quantile type 7) whatever the number of clusters. */
  readonly percentile: Interval | null
  /** So few clusters that the percentile interval is too short and `ci` is a t interval. */
  readonly fewClusters: boolean
  /** All replicates are equal: the data show no variation and `ci` is null. */
  readonly degenerate: boolean
  /** Replicates that are not a number; they are left out of everything. */
  readonly undefinedReplicates: number
}

/** What was resampled. */
export interface ResampledClusters {
  /** Number of clusters, the smaller one of two kinds. */
  readonly clusters: number
  /** Degrees of freedom of the t interval that few clusters get; none below 1. */
  readonly df: number
  /** From so many clusters on the percentile interval is long enough. */
  readonly enough: number
}

/**
 * Standard error and intervals from replicates of an estimate. The spread of replicates is that of a mean whose
 * variance was divided by G instead of G - 1, so the t interval of few clusters takes it times sqrt(G/df).
 */
export function replicateSummary(
  replicates: Float64Array,
  estimate: number | null,
  { clusters, df, enough }: ResampledClusters,
  level: number,
): ReplicateSummary {
  const sorted = replicates.filter((value) => !Number.isNaN(value)).sort()
  const undefinedReplicates = replicates.length - sorted.length
  const fewClusters = clusters >= 2 && clusters < enough
  const base = { fewClusters, undefinedReplicates }
  if (estimate === null || clusters < 2 || sorted.length < 2) {
    return { ...base, se: null, ci: null, percentile: null, degenerate: false }
  }
  const low = sorted[0]!
  const high = sorted[sorted.length - 1]!
  const degenerate = high - low <= 64 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high))
  const se = degenerate ? 0 : standardDeviation(sorted)
  const percentile = {
    lower: quantileSorted(sorted, (1 - level) / 2) ?? low,
    upper: quantileSorted(sorted, (1 + level) / 2) ?? high,
  }
  if (degenerate) return { ...base, se, ci: null, percentile, degenerate }
  if (!fewClusters) return { ...base, se, ci: percentile, percentile, degenerate }
  if (df < 1) return { ...base, se, ci: null, percentile, degenerate }
  const half = tQuantile((1 + level) / 2, df) * se * Math.sqrt(clusters / df)
  return { ...base, se, ci: { lower: estimate - half, upper: estimate + half }, percentile, degenerate }
}

function standardDeviation(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) * (value - mean)
  return Math.sqrt(squares / (values.length - 1))
}
