import { checkLevel } from '../argument.ts'
import { quantileSorted } from '../distributions/quantile.ts'
import { tQuantile } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { clusterReplicates, type ReplicateSource } from './cluster-replicates.ts'
import { compressColumns } from './compressed-columns.ts'

export interface ClusterBootstrapInput extends ReplicateSource {
  /** 10,000 when left out. */
  readonly resamples?: number
  /** 0.95 when left out. */
  readonly level?: number
  /** Hands the replicates back too (`resamples` numbers per statistic, NaN where undefined). */
  readonly keepReplicates?: boolean
}

export interface ClusterBootstrapResult {
  /** Sum of numerators over sum of denominators; null when the latter is 0. */
  readonly estimate: number | null
  /** Clusters that hold something of this statistic. */
  readonly clusters: number
  /** Standard deviation of the replicates; null with fewer than two clusters or two defined replicates. */
  readonly se: number | null
  /** The interval to report: percentile, or t on clusters - strata df when there are fewer than ten clusters. */
  readonly ci: Interval | null
  /** Percentile interval (quantile type 7) whatever the number of clusters. */
  readonly percentile: Interval | null
  /** Two to nine clusters: the percentile interval is too short. */
  readonly fewClusters: boolean
  /** All replicates are equal: the data show no variation and `ci` is null. */
  readonly degenerate: boolean
  /** Replicates whose denominator was 0; they are left out of everything. */
  readonly undefinedReplicates: number
  readonly replicates: Float64Array | null
}

const fewClustersBelow = 10

/**
 * Bootstrap of many ratios of sums at once by resampling whole clusters, inside strata when given; see
 * `clusterReplicates` for the draws and `summariseReplicates` for resamples computed in pieces.
 *
 * @method boot.cluster
 * @question How uncertain is a mean or a ratio when whole questions or reviewers are the units?
 * @standing default
 * @source Davison and Hinkley 1997; Field and Welsh 2007
 * @pinned numpy 1.24.2: 400,000 resamples of whole clusters, quantile (type 7)
 */
export function clusterBootstrap(input: ClusterBootstrapInput): ClusterBootstrapResult[] {
  const resamples = input.resamples ?? 10_000
  if (!(Number.isSafeInteger(resamples) && resamples >= 1)) {
    throw new RangeError(`resamples must be a whole number of at least 1, not ${resamples}`)
  }
  return summariseReplicates(input, clusterReplicates(input, 0, resamples))
}

/**
 * Standard errors and intervals from the replicates of all statistics, laid out as `clusterReplicates` gives them
 * for all resamples.
 */
export function summariseReplicates(
  input: ClusterBootstrapInput,
  replicates: Float64Array,
): ClusterBootstrapResult[] {
  const level = input.level ?? 0.95
  checkLevel(level)
  const columns = compressColumns(input)
  const width = input.statistics === 0 ? 0 : replicates.length / input.statistics
  const results: ClusterBootstrapResult[] = []
  for (let statistic = 0; statistic < input.statistics; statistic++) {
    const strata = new Set<number>()
    let numerator = 0
    let denominator = 0
    const start = columns.starts[statistic]!
    const end = columns.starts[statistic + 1]!
    for (let entry = start; entry < end; entry++) {
      numerator += columns.numerator[entry]!
      denominator += columns.denominator[entry]!
      strata.add(input.strata?.[columns.cluster[entry]!] ?? 0)
    }
    const own = replicates.subarray(statistic * width, (statistic + 1) * width)
    const estimate = denominator === 0 ? null : numerator / denominator
    const summary = summariseOne(own, estimate, end - start, strata.size, level)
    results.push({ ...summary, replicates: input.keepReplicates === true ? own.slice() : null })
  }
  return results
}

function summariseOne(
  replicates: Float64Array,
  estimate: number | null,
  clusters: number,
  strata: number,
  level: number,
): Omit<ClusterBootstrapResult, 'replicates'> {
  const sorted = replicates.filter((value) => !Number.isNaN(value)).sort()
  const undefinedReplicates = replicates.length - sorted.length
  const fewClusters = clusters >= 2 && clusters < fewClustersBelow
  const base = { estimate, clusters, fewClusters, undefinedReplicates }
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
  const df = clusters - strata
  if (df < 1) return { ...base, se, ci: null, percentile, degenerate }
  const half = tQuantile((1 + level) / 2, df) * se
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
