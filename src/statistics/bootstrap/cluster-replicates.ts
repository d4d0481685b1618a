import { checkCount, checkSameLength } from '../argument.ts'
import { denseCodes, rowsByCluster } from '../crossed/cluster-codes.ts'
import { createGenerator, type Generator } from '../random/generator.ts'
import { type Columns, compressColumns } from './compressed-columns.ts'
import { lanes, packedRatio, ratiosInLanes } from './ratio-lanes.ts'

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

/** Ratio statistics given column by column. */
export interface ColumnSource extends Omit<ReplicateSource, keyof ClusterSums> {
  readonly columns: Columns
  readonly clusters: number
  readonly strata?: ArrayLike<number> | null
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
  return columnReplicates({ ...source, columns: compressColumns(source) }, from, to)
}

/** The same where the sums are there column by column already: made once, they serve every piece of the resamples. */
export function columnReplicates(source: ColumnSource, from: number, to: number): Float64Array {
  checkCount('from', from)
  checkCount('to', to)
  const { columns } = source
  const strata = strataOf(source)
  const generator = createGenerator(source.seed ?? 0, ...(source.stream ?? []), 'resample')
  const statistics = columns.starts.length - 1
  const replicates = new Float64Array(statistics * Math.max(0, to - from))
  if (statistics === 1 && columns.packed !== null) {
    sumDrawnClusters(columns, columns.packed, strata, generator, from, replicates)
  } else countDrawnClusters(columns, strata, generator, from, replicates, statistics)
  return replicates
}

/** A single packed statistic: its clusters are summed as they are drawn, in whole numbers, so in any order. */
function sumDrawnClusters(
  columns: Columns,
  packed: Float64Array,
  strata: Strata,
  generator: Generator,
  from: number,
  replicates: Float64Array,
): void {
  const ofCluster = new Float64Array(strata.rows.length)
  for (let entry = 0; entry < packed.length; entry++) ofCluster[columns.cluster[entry]!] = packed[entry]!
  const inOrder = Float64Array.from(strata.rows, (cluster) => ofCluster[cluster]!)
  for (let resample = 0; resample < replicates.length; resample++) {
    generator.restart(from + resample)
    let total = 0
    for (let stratum = 0; stratum + 1 < strata.starts.length; stratum++) {
      const start = strata.starts[stratum]!
      const size = strata.starts[stratum + 1]! - start
      if (size > 0) total += generator.sumOfDraws(inOrder, start, size, size)
    }
    replicates[resample] = packedRatio(total)
  }
}

/** Several statistics: the draws of eight resamples are counted, then every statistic reads the counts. */
function countDrawnClusters(
  columns: Columns,
  strata: Strata,
  generator: Generator,
  from: number,
  replicates: Float64Array,
  statistics: number,
): void {
  const { rows, starts } = strata
  const width = replicates.length / statistics
  const counts = new Float64Array(rows.length * lanes)
  const draws = new Int32Array(rows.length)
  const ratios = new Float64Array(lanes)
  for (let first = 0; first < width; first += lanes) {
    const used = Math.min(lanes, width - first)
    counts.fill(0)
    for (let lane = 0; lane < used; lane++) {
      generator.restart(from + first + lane)
      for (let stratum = 0; stratum + 1 < starts.length; stratum++) {
        const start = starts[stratum]!
        const end = starts[stratum + 1]!
        if (end > start) generator.fillBelow(end - start, draws, start, end)
        for (let draw = start; draw < end; draw++) {
          const place = rows[start + draws[draw]!]! * lanes + lane
          counts[place] = counts[place]! + 1
        }
      }
    }
    for (let statistic = 0; statistic < statistics; statistic++) {
      ratiosInLanes(columns, statistic, counts, ratios)
      const offset = statistic * width + first
      for (let lane = 0; lane < used; lane++) replicates[offset + lane] = ratios[lane]!
    }
  }
}

interface Strata {
  readonly rows: Int32Array
  readonly starts: Int32Array
}

/** The clusters grouped by stratum. */
function strataOf(source: Pick<ClusterSums, 'clusters' | 'strata'>): Strata {
  const strata = source.strata ?? null
  if (strata === null) {
    const rows = new Int32Array(source.clusters)
    for (let row = 0; row < rows.length; row++) rows[row] = row
    return { rows, starts: Int32Array.of(0, source.clusters) }
  }
  checkSameLength('strata', strata.length, source.clusters)
  return rowsByCluster(denseCodes(strata))
}
