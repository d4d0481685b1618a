import { checkProbability } from '../argument.ts'

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
  const places: number[] = []
  p.forEach((value, place) => {
    if (value === null) return
    checkProbability('p', value)
    places.push(place)
  })
  const adjusted = new Array<number | null>(p.length).fill(null)
  const values = places.map((place) => p[place] ?? 1)
  const order = values
    .map((_, index) => index)
    .sort((left, right) => values[left]! - values[right]! || left - right)
  const ranked = adjustSorted(
    order.map((index) => values[index]!),
    method,
  )
  order.forEach((index, rank) => {
    adjusted[places[index]!] = ranked[rank]!
  })
  return adjusted
}

/** Adjusts ascending p-values: step-down takes the running maximum, step-up the running minimum from the end. */
function adjustSorted(sorted: readonly number[], method: AdjustmentMethod): number[] {
  const m = sorted.length
  if (method === 'bonferroni') return sorted.map((p) => Math.min(1, p * m))
  if (method === 'holm') {
    let largest = 0
    return sorted.map((p, rank) => {
      largest = Math.max(largest, Math.min(1, p * (m - rank)))
      return largest
    })
  }
  let harmonic = 1
  if (method === 'by') for (let k = 2; k <= m; k++) harmonic += 1 / k
  const factor = (rank: number) => (method === 'hochberg' ? m - rank : (m / (rank + 1)) * harmonic)
  const result = new Array<number>(m)
  let smallest = 1
  for (let rank = m - 1; rank >= 0; rank--) {
    smallest = Math.min(smallest, sorted[rank]! * factor(rank))
    result[rank] = smallest
  }
  return result
}
