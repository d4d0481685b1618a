import { checkProbability } from '../argument.ts'

/**
 * Quantile of type 7 (R's default) of values sorted in ascending order: linear interpolation at the 0-based
 * position (n - 1) p. Null for no values, and between minus and plus infinity.
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number | null {
  checkProbability('p', p)
  const n = sorted.length
  if (n === 0) return null
  const position = (n - 1) * p
  const below = Math.floor(position)
  const low = sorted[below]!
  if (below + 1 >= n) return low
  const high = sorted[below + 1]!
  const share = position - below
  // At a value itself, or between two infinities of one sign, nothing is to be interpolated.
  if (share === 0 || low === high) return low
  const value = low + share * (high - low)
  return Number.isNaN(value) ? null : value
}

/**
 * Type 7 quantiles of values in any order; each is null for no values. The values are copied, not changed.
 *
 * @method stat.quantile
 * @question Below which value does a given share of the observed values lie?
 * @standing default
 * @source Hyndman and Fan 1996
 * @pinned R 4.2.2: quantile(x, probs, type = 7)
 */
export function quantile(values: ArrayLike<number>, probabilities: readonly number[]): (number | null)[] {
  const sorted = Float64Array.from(values)
  for (const value of sorted) {
    if (Number.isNaN(value)) throw new RangeError('values must be numbers, not NaN')
  }
  sorted.sort()
  return probabilities.map((p) => quantileSorted(sorted, p))
}
