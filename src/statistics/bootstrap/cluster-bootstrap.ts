import { checkLevel } from '../argument.ts'
import { type ColumnSource, clusterReplicates, type ReplicateSource } from './cluster-replicates.ts'
import { compressColumns } from './compressed-columns.ts'
import { type ReplicateSummary, replicateSummary } from './replicate-summary.ts'

export interface ClusterBootstrapInput extends ReplicateSource {
  /** 10,000 when left out. */
  readonly resamples?: number
  /** 0.95 when left out. */
  readonly level?: number
  /** Hands the replicates back too (`resamples` numbers per statistic, NaN where undefined). */
  readonly keepReplicates?: boolean
}

export interface ClusterBootstrapResult extends ReplicateSummary {
  /** Sum of numerators over sum of denominators; null when the latter is 0. */
  readonly estimate: number | null
  /** Clusters that hold something of this statistic. */
  readonly clusters: number
  /** One per resample, in the order of the draws; null unless asked for. */
  readonly replicates: Float64Array | null
}

/** From so many clusters on percentiles are long enough; below, in simulations, they are not. */
const enoughClusters = 50

/**
 * Bootstrap of many ratios of sums at once by resampling whole clusters, inside strata when given; see
 * `clusterReplicates` for the draws and `summariseReplicates` for resamples computed in pieces.
 *
 * With fewer than fifty clusters `ci` is a t interval, estimate +- t(df) se sqrt(G/df) with df = clusters - strata:
 * percentile intervals of few clusters are too short (by 18% at 10, 9% at 20 clusters), and in simulations missed the
 * truth in 8 to 13% of the trials instead of 5%.
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
  return summariseColumns({ ...input, columns: compressColumns(input) }, replicates)
}

/** The same where the sums are there column by column already. */
export function summariseColumns(
  input: ColumnSource & Pick<ClusterBootstrapInput, 'level' | 'keepReplicates'>,
  replicates: Float64Array,
): ClusterBootstrapResult[] {
  const level = input.level ?? 0.95
  checkLevel(level)
  const { columns } = input
  const statistics = columns.starts.length - 1
  const width = statistics === 0 ? 0 : replicates.length / statistics
  const results: ClusterBootstrapResult[] = []
  for (let statistic = 0; statistic < statistics; statistic++) {
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
    const clusters = end - start
    const summary = replicateSummary(
      own,
      estimate,
      { clusters, df: clusters - strata.size, enough: enoughClusters },
      level,
    )
    results.push({
      estimate,
      clusters,
      ...summary,
      replicates: input.keepReplicates === true ? own.slice() : null,
    })
  }
  return results
}
