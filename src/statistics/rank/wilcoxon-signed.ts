import { normalUpper } from '../distributions/normal.ts'

export interface WilcoxonSigned {
  /** Differences other than 0. */
  readonly n: number
  /** Differences of 0; they are dropped. */
  readonly zeros: number
  /** Sum of the ranks of the positive differences, 0 to n (n + 1)/2; null when all are 0. */
  readonly v: number | null
  /** Standardised `v` with the continuity correction; null when all are 0. */
  readonly z: number | null
  /** Two-sided p of the normal approximation; null when all are 0. */
  readonly p: number | null
}

/**
 * Wilcoxon's signed-rank test that paired differences lie symmetrically about 0.
 *
 * Zeros are dropped, the absolute values of the others ranked (ties share the mean of their ranks), and V is the
 * sum of the ranks of the positive ones. z = (V - n (n + 1)/4 -+ 1/2)/sqrt(n (n + 1)(2n + 1)/24 -
 * sum (t^3 - t)/48), the 1/2 towards 0, t the sizes of the ties. The normal approximation is used at every n. The
 * differences are taken as independent: that one reviewer gives many of them is ignored.
 *
 * Differences are compared exactly, as R does: 0.3 - 0.1 and 0.2 are no tie in binary arithmetic. Code the steps
 * of a scale as whole numbers.
 *
 * @param differences one finite number per pair
 *
 * @method rank.wilcoxon_signed
 * @question Is one system marked higher than another, using only the order of the differences?
 * @standing sensitivity
 * @source Wilcoxon 1945
 * @pinned R 4.2.2: wilcox.test(d, exact = FALSE, correct = TRUE)
 */
export function wilcoxonSigned(differences: ArrayLike<number>): WilcoxonSigned {
  const magnitudes = new Float64Array(differences.length)
  const gains = new Float64Array(differences.length)
  let n = 0
  let positive = 0
  for (let row = 0; row < differences.length; row++) {
    const difference = differences[row]!
    if (!Number.isFinite(difference)) {
      throw new RangeError(`difference ${row} must be finite, not ${difference}`)
    }
    if (difference === 0) continue
    magnitudes[n] = Math.abs(difference)
    n += 1
    if (difference < 0) continue
    gains[positive] = difference
    positive += 1
  }
  const zeros = differences.length - n
  if (n === 0) return { n, zeros, v: null, z: null, p: null }
  const { v, ties } = rankSum(magnitudes.subarray(0, n).sort(), gains.subarray(0, positive).sort())
  const excess = v - (n * (n + 1)) / 4
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48
  const z = (excess - 0.5 * Math.sign(excess)) / Math.sqrt(variance)
  return { n, zeros, v, z, p: 2 * normalUpper(Math.abs(z)) }
}

/** Walks both sorted lists together: rank sum of the gains, and the sum of t^3 - t over all ties. */
function rankSum(
  magnitudes: Float64Array,
  gains: Float64Array,
): { readonly v: number; readonly ties: number } {
  let v = 0
  let ties = 0
  let gain = 0
  for (let start = 0; start < magnitudes.length; ) {
    let end = start + 1
    while (end < magnitudes.length && magnitudes[end] === magnitudes[start]) end += 1
    const first = gain
    while (gain < gains.length && gains[gain] === magnitudes[start]) gain += 1
    v += ((start + end + 1) / 2) * (gain - first)
    const size = end - start
    ties += size * size * size - size
    start = end
  }
  return { v, ties }
}
