import { checkCount, checkSameLength } from '../argument.ts'
import { denseCodes, rowsByCluster } from '../crossed/cluster-codes.ts'
import { createGenerator } from '../random/generator.ts'
import { compressColumns } from './compressed-columns.ts'
import { lanes, ratiosInLanes } from './ratio-lanes.ts'

/** Ratio statistics given by their sums over whole clusters. */
export interface ClusterSums {
  /** Sums of the numerators, one row per cluster, one column per statistic (`clusters` x `statistics`). */
  readonly numeratorSums: ArrayLike<number>
  /** Sums of the denominators in the same shape; for a mean the number of values. */
  readonly denominatorSums: ArrayLike<number>
  /** Number of clusters. */
  readonly clusters: number
  /** Number of statistics, each a ratio of sums. */
  readonly statistics: number
  /** Stratum code per cluster when clusters are drawn inside strata; one stratum when left out or null. */
  readonly strata?: ArrayLike<number> | null
}

export interface ReplicateSource extends ClusterSums {
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this bootstrap. */
  readonly stream?: readonly (number | string)[]
}

/**
 * Replicates of every statistic for the resamples `from` to `to - 1`: sum of numerators over sum of denominators
 * when as many clusters as there are, of every stratum, are drawn with replacement. All statistics share the draws.
 * A denominator of 0 gives NaN, which `clusterBootstrap` counts and leaves out.
 *
 * Resample b draws from its own stream (seed, ...stream, 'resample', b), so the numbers do not depend on how the
 * resamples are split. Only clusters that hold something of a statistic cost it time.
 *
 * @returns statistic by statistic, `to - from` replicates each
 */
export function clusterReplicates(source: ReplicateSource, from: number, to: number): Float64Array {
  checkCount('from', from)
  checkCount('to', to)
  const columns = compressColumns(source)
  const strata = strataOf(source)
  const { clusters, statistics } = source
  const width = Math.max(0, to - from)
  const replicates = new Float64Array(statistics * width)
  const counts = new Float64Array(clusters * lanes)
  const lane = new Float64Array(lanes)
  const generator = createGenerator(source.seed ?? 0, ...(source.stream ?? []), 'resample')
  for (let first = from; first < to; first += lanes) {
    const used = Math.min(lanes, to - first)
    counts.fill(0)
    for (let index = 0; index < used; index++) {
      generator.restart(first + index)
      for (let stratum = 0; stratum + 1 < strata.starts.length; stratum++) {
        const start = strata.starts[stratum]!
        const size = strata.starts[stratum + 1]! - start
        for (let draw = 0; draw < size; draw++) {
          const place = strata.rows[start + generator.integerBelow(size)]! * lanes + index
          counts[place] = counts[place]! + 1
        }
      }
    }
    for (let statistic = 0; statistic < statistics; statistic++) {
      ratiosInLanes(columns, statistic, counts, lane)
      const offset = statistic * width + first - from
      for (let index = 0; index < used; index++) replicates[offset + index] = lane[index]!
    }
  }
  return replicates
}

/** The clusters grouped by stratum. */
function strataOf(source: ClusterSums): { readonly rows: Int32Array; readonly starts: Int32Array } {
  const strata = source.strata ?? null
  if (strata === null) {
    return {
      rows: Int32Array.from({ length: source.clusters }, (_, row) => row),
      starts: Int32Array.of(0, source.clusters),
    }
  }
  checkSameLength('strata', strata.length, source.clusters)
  return rowsByCluster(denseCodes(strata))
}
