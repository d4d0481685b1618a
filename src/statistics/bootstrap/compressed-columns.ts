import { checkCount, checkSameLength } from '../argument.ts'
import type { ClusterSums } from './cluster-replicates.ts'

/** What one unit of a packed denominator is worth; see `Columns.packed`. */
export const packingUnit = 67108864

/** The sums column by column, without the clusters that hold nothing of the statistic. */
export interface Columns {
  readonly starts: Int32Array
  readonly cluster: Int32Array
  readonly numerator: Float64Array
  readonly denominator: Float64Array
  /**
   * numerator + 2^26 denominator where all sums are whole numbers so small that no resample can leave the exact
   * range of a double: numerators within 2^25, denominators from 0 to 2^26 in total. One addition then does the
   * work of two, with the same exact result. Null where sums do not allow it.
   */
  readonly packed: Float64Array | null
}

export function compressColumns(sums: ClusterSums): Columns {
  const { numeratorSums, denominatorSums, clusters, statistics } = sums
  checkCount('clusters', clusters)
  checkCount('statistics', statistics)
  checkSameLength('numeratorSums', numeratorSums.length, clusters * statistics)
  checkSameLength('denominatorSums', denominatorSums.length, clusters * statistics)
  const starts = new Int32Array(statistics + 1)
  for (let row = 0, place = 0; row < clusters; row++) {
    for (let next = 1; next <= statistics; next++, place++) {
      if (!Number.isFinite(numeratorSums[place]!) || !Number.isFinite(denominatorSums[place]!)) {
        throw new RangeError(`cluster sums must be finite; entry ${place} is not`)
      }
      if (numeratorSums[place] === 0 && denominatorSums[place] === 0) continue
      starts[next] = starts[next]! + 1
    }
  }
  for (let statistic = 0; statistic < statistics; statistic++) {
    starts[statistic + 1] = starts[statistic + 1]! + starts[statistic]!
  }
  const held = starts[statistics]!
  const cluster = new Int32Array(held)
  const numerator = new Float64Array(held)
  const denominator = new Float64Array(held)
  // Row after row, as the sums lie in memory; column after column would wait for memory with every entry.
  const entries = starts.slice(0, statistics)
  for (let row = 0, place = 0; row < clusters; row++) {
    for (let statistic = 0; statistic < statistics; statistic++, place++) {
      if (numeratorSums[place] === 0 && denominatorSums[place] === 0) continue
      const entry = entries[statistic]!
      cluster[entry] = row
      numerator[entry] = numeratorSums[place]!
      denominator[entry] = denominatorSums[place]!
      entries[statistic] = entry + 1
    }
  }
  return { starts, cluster, numerator, denominator, packed: pack(numerator, denominator, clusters) }
}

/** One statistic: what each of its clusters holds of it, by the numbers of the clusters, rising. */
export interface Column {
  readonly cluster: ArrayLike<number>
  readonly numerator: ArrayLike<number>
  readonly denominator: ArrayLike<number>
}

/** The same of statistics whose clusters are known already: a table of them all would hold little but zeros. */
export function joinColumns(columns: readonly Column[], clusters: number): Columns {
  checkCount('clusters', clusters)
  const starts = new Int32Array(columns.length + 1)
  columns.forEach((column, statistic) => {
    checkSameLength('numerator', column.numerator.length, column.cluster.length)
    checkSameLength('denominator', column.denominator.length, column.cluster.length)
    starts[statistic + 1] = starts[statistic]! + column.cluster.length
  })
  const held = starts[columns.length]!
  const cluster = new Int32Array(held)
  const numerator = new Float64Array(held)
  const denominator = new Float64Array(held)
  columns.forEach((column, statistic) => {
    cluster.set(column.cluster, starts[statistic]!)
    numerator.set(column.numerator, starts[statistic]!)
    denominator.set(column.denominator, starts[statistic]!)
  })
  for (let entry = 0; entry < held; entry++) {
    if (!(cluster[entry]! >= 0 && cluster[entry]! < clusters)) {
      throw new RangeError(`cluster must be 0 to ${clusters - 1}; entry ${entry} is ${cluster[entry]}`)
    }
    if (!Number.isFinite(numerator[entry]!) || !Number.isFinite(denominator[entry]!)) {
      throw new RangeError(`cluster sums must be finite; entry ${entry} is not`)
    }
  }
  return { starts, cluster, numerator, denominator, packed: pack(numerator, denominator, clusters) }
}

function pack(numerator: Float64Array, denominator: Float64Array, clusters: number): Float64Array | null {
  const numeratorLimit = packingUnit / 2 / clusters
  const denominatorLimit = packingUnit / clusters
  const packed = new Float64Array(numerator.length)
  for (let entry = 0; entry < numerator.length; entry++) {
    const above = numerator[entry]!
    const below = denominator[entry]!
    if (!Number.isInteger(above) || !(Math.abs(above) < numeratorLimit)) return null
    if (!Number.isInteger(below) || !(below >= 0 && below < denominatorLimit)) return null
    packed[entry] = above + packingUnit * below
  }
  return packed
}
