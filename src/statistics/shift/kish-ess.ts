import { checkNotNegative } from '../argument.ts'

/** Below this share of n the weights throw away too much. */
const warningShare = 0.3

export interface KishEss {
  /** Number of weights, zeros included. */
  readonly n: number
  /** (sum of w)^2/sum of w^2, 0 to n; null when all weights are 0. */
  readonly ess: number | null
  /** n/ess, at least 1. */
  readonly designEffect: number | null
  /** The effective sample size is below 30% of n; null when undefined. */
  readonly low: boolean | null
}

/**
 * Kish's effective sample size of weights: how many equally weighted items would know as much. Only the ratios of
 * the weights matter. No weights, or all of them 0: null.
 *
 * @param weights not negative, one per item
 *
 * @method shift.kish_ess
 * @question How many questions are left in effect after reweighting to practice?
 * @standing descriptive
 * @source Kish 1965
 * @pinned Python 3.11 numpy 1.24.2: w.sum() ** 2 / (w ** 2).sum()
 */
export function kishEss(weights: ArrayLike<number>): KishEss {
  const n = weights.length
  let largest = 0
  for (let item = 0; item < n; item++) {
    const weight = weights[item]!
    checkNotNegative('every weight', weight)
    largest = Math.max(largest, weight)
  }
  if (largest === 0) return { n, ess: null, designEffect: null, low: null }
  let sum = 0
  let squares = 0
  for (let item = 0; item < n; item++) {
    // In units of the largest weight no square can overflow or vanish.
    const weight = weights[item]! / largest
    sum += weight
    squares += weight * weight
  }
  const ess = (sum * sum) / squares
  return { n, ess, designEffect: n / ess, low: ess < warningShare * n }
}
