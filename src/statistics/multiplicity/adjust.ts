import { checkProbability } from '../argument.ts'
import { ascendingOrder } from '../ascending-order.ts'

export const adjustmentMethods = ['bonferroni', 'holm', 'hochberg', 'bh', 'by'] as const

export type AdjustmentMethod = (typeof adjustmentMethods)[number]

/**
 * Adjusted p-values in the order given; R's `p.adjust`. Bonferroni, Holm and Hochberg bound the chance of any
 * false rejection, `bh` (Benjamini-Hochberg) and `by` (Benjamini-Yekutieli) the share of false ones.
 *
 * Null p-values (undefined tests) stay null and do not count as members of the family.
 *
 * @method mult.adjust
 * @question Which of many comparisons still stand when their number is taken into account?
 * @standing default
 * @source Holm 1979; Hochberg 1988; Benjamini and Hochberg 1995; Benjamini and Yekutieli 2001
 * @pinned R 4.2.2: p.adjust(p, method)
 */
export function adjustP(p: readonly (number | null)[], method: AdjustmentMethod): (number | null)[] {
  const values = new Float64Array(p.length)
  const places = new Int32Array(p.length)
  let m = 0
  for (let place = 0; place < p.length; place++) {
    const value = p[place]!
    if (value === null) continue
    checkProbability('p', value)
    values[m] = value
    places[m] = place
    m += 1
  }
  const kept = method === 'holm' ? moveSureOnesLast(values, places, m) : m
  const order = ascendingOrder(values.subarray(0, kept))
  const ranked = new Float64Array(m).fill(1, kept)
  for (let rank = 0; rank < kept; rank++) ranked[rank] = values[order[rank]!]!
  adjustSorted(ranked, method)
  const adjusted = new Array<number | null>(p.length)
  if (m < p.length) adjusted.fill(null)
  for (let rank = 0; rank < kept; rank++) adjusted[places[order[rank]!]!] = ranked[rank]!
  for (let rank = kept; rank < m; rank++) adjusted[places[rank]!] = 1
  return adjusted
}

/**
 * With Holm most p-values of a large family end at 1 whatever their order: where at most m/4 lie below 2/m, the first
 * of the others is multiplied by at least 3m/4. Moves those others behind the rest, which alone must be sorted.
 *
 * @returns how many are left before them
 */
function moveSureOnesLast(values: Float64Array, places: Int32Array, m: number): number {
  const limit = 2 / m
  let below = 0
  for (let index = 0; index < m; index++) if (values[index]! < limit) below += 1
  if (below > m / 4) return m
  let next = 0
  for (let index = 0; index < m; index++) {
    const value = values[index]!
    if (value >= limit) continue
    const place = places[index]!
    values[index] = values[next]!
    places[index] = places[next]!
    values[next] = value
    places[next] = place
    next += 1
  }
  return below
}

/** Adjusts ascending p-values in place: step-down takes the running maximum, step-up the running minimum from the end. */
function adjustSorted(sorted: Float64Array, method: AdjustmentMethod): void {
  const m = sorted.length
  if (method === 'bonferroni') {
    for (let rank = 0; rank < m; rank++) sorted[rank] = Math.min(1, sorted[rank]! * m)
    return
  }
  if (method === 'holm') {
    let largest = 0
    for (let rank = 0; rank < m; rank++) {
      largest = Math.max(largest, Math.min(1, sorted[rank]! * (m - rank)))
      sorted[rank] = largest
    }
    return
  }
  let harmonic = 1
  if (method === 'by') for (let k = 2; k <= m; k++) harmonic += 1 / k
  const factor = (rank: number) => (method === 'hochberg' ? m - rank : (m / (rank + 1)) * harmonic)
  let smallest = 1
  for (let rank = m - 1; rank >= 0; rank--) {
    smallest = Math.min(smallest, sorted[rank]! * factor(rank))
    sorted[rank] = smallest
  }
}
