import { type Columns, packingUnit } from './compressed-columns.ts'

/** Resamples that are multiplied out together, so that a cluster's sums are read once for all of them. */
export const lanes = 8

/**
 * The ratio of one statistic in eight resamples. The sums are written out one by one because they then stay in
 * registers; places are formed with shifts and ors, which the compiler need not check for overflow.
 *
 * @param counts how often each cluster was drawn, `lanes` numbers per cluster
 * @param ratios receives the eight ratios; NaN for a denominator of 0
 */
export function ratiosInLanes(
  columns: Columns,
  statistic: number,
  counts: Float64Array,
  ratios: Float64Array,
): void {
  const start = columns.starts[statistic]!
  const end = columns.starts[statistic + 1]!
  if (columns.packed !== null) {
    packedTotals(columns.cluster, columns.packed, start, end, counts, ratios)
    for (let lane = 0; lane < lanes; lane++) ratios[lane] = packedRatio(ratios[lane]!)
    return
  }
  plainRatios(columns, start, end, counts, 0, ratios)
  plainRatios(columns, start, end, counts, 4, ratios)
}

/** The ratio that a sum of packed entries stands for; NaN for a denominator of 0. */
export function packedRatio(total: number): number {
  const denominator = Math.floor(total / packingUnit + 0.5)
  return denominator === 0 ? Number.NaN : (total - denominator * packingUnit) / denominator
}

function packedTotals(
  cluster: Int32Array,
  packed: Float64Array,
  start: number,
  end: number,
  counts: Float64Array,
  totals: Float64Array,
): void {
  let sum0 = 0
  let sum1 = 0
  let sum2 = 0
  let sum3 = 0
  let sum4 = 0
  let sum5 = 0
  let sum6 = 0
  let sum7 = 0
  for (let entry = start; entry < end; entry++) {
    const place = cluster[entry]! << 3
    const value = packed[entry]!
    sum0 += counts[place]! * value
    sum1 += counts[place | 1]! * value
    sum2 += counts[place | 2]! * value
    sum3 += counts[place | 3]! * value
    sum4 += counts[place | 4]! * value
    sum5 += counts[place | 5]! * value
    sum6 += counts[place | 6]! * value
    sum7 += counts[place | 7]! * value
  }
  totals[0] = sum0
  totals[1] = sum1
  totals[2] = sum2
  totals[3] = sum3
  totals[4] = sum4
  totals[5] = sum5
  totals[6] = sum6
  totals[7] = sum7
}

/** Four lanes from `offset` on: numerators and denominators are summed apart. */
function plainRatios(
  columns: Columns,
  start: number,
  end: number,
  counts: Float64Array,
  offset: number,
  ratios: Float64Array,
): void {
  const { cluster, numerator, denominator } = columns
  let above0 = 0
  let above1 = 0
  let above2 = 0
  let above3 = 0
  let below0 = 0
  let below1 = 0
  let below2 = 0
  let below3 = 0
  for (let entry = start; entry < end; entry++) {
    const place = (cluster[entry]! << 3) | offset
    const up = numerator[entry]!
    const down = denominator[entry]!
    const count0 = counts[place]!
    const count1 = counts[place | 1]!
    const count2 = counts[place | 2]!
    const count3 = counts[place | 3]!
    above0 += count0 * up
    above1 += count1 * up
    above2 += count2 * up
    above3 += count3 * up
    below0 += count0 * down
    below1 += count1 * down
    below2 += count2 * down
    below3 += count3 * down
  }
  ratios[offset] = below0 === 0 ? Number.NaN : above0 / below0
  ratios[offset + 1] = below1 === 0 ? Number.NaN : above1 / below1
  ratios[offset + 2] = below2 === 0 ? Number.NaN : above2 / below2
  ratios[offset + 3] = below3 === 0 ? Number.NaN : above3 / below3
}
