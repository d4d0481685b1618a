import { checkFinite, checkLevel, checkSameLength } from '../argument.ts'
import { normalUpperQuantile } from '../distributions/normal.ts'
import { tTwoSided } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { pearson } from './correlation.ts'
import { doubledRanks } from './doubled-ranks.ts'
import { mostPermuted, permutationShare } from './rank-permutations.ts'

export interface ArmCorrelation {
  /** Number of arms. */
  readonly n: number
  /** Pearson's r, -1 to 1; null for fewer than two arms or where one measure does not vary. */
  readonly pearson: number | null
  /** By Fisher's z; null for fewer than four arms and where r is 1 or -1, which shows no variation and is not certainty. */
  readonly ci: Interval | null
  /** Spearman's rho, ties with the mean of their ranks; null where r is. */
  readonly spearman: number | null
  /** Two-sided p of rho; at least that of the rarest order, never 0. */
  readonly p: number | null
  /** Whether p counts all orders, as for up to nine arms; else it is the t approximation. Null where p is. */
  readonly exact: boolean | null
}

/**
 * Whether arms that score higher on one measure score higher on another: Pearson's r with Fisher's interval,
 * tanh(atanh r -+ z/sqrt(n - 3)), and Spearman's rho with its p-value, from all orders of the arms for up to nine of them, else from
 * t = rho sqrt((n - 2)/(1 - rho^2)) on n - 2 degrees of freedom.
 *
 * The unit is the arm: scores are taken as they are. What errors of measurement do to them is told by `measurementError`.
 *
 * @param x one finite number per arm
 * @param y the other measure of the same arms
 *
 * @method shift.arm_correlation
 * @question Do the arms that score higher on one measure score higher on another?
 * @standing descriptive
 * @source Fisher 1921; Spearman 1904
 * @pinned R 4.2.2: cor.test(x, y); cor.test(x, y, method = "spearman"), exact without ties up to 9; all orders written out for ties
 */
export function armCorrelation(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): ArmCorrelation {
  checkLevel(level)
  checkSameLength('y', y.length, x.length)
  const n = x.length
  for (let arm = 0; arm < n; arm++) {
    checkFinite(`x ${arm}`, x[arm]!)
    checkFinite(`y ${arm}`, y[arm]!)
  }
  const r = pearson(x, y)
  if (r === null) return { n, pearson: null, ci: null, spearman: null, p: null, exact: null }
  const ranksX = doubledRanks(x)
  const ranksY = doubledRanks(y)
  const rho = pearson(ranksX, ranksY)
  const exact = n <= mostPermuted
  return {
    n,
    pearson: r,
    ci: fisherInterval(r, n, level),
    spearman: rho,
    p: rho === null ? null : exact ? permutationShare(ranksX, ranksY) : approximateP(rho, n),
    exact: rho === null ? null : exact,
  }
}

function fisherInterval(r: number, n: number, level: number): Interval | null {
  if (n < 4 || Math.abs(r) === 1) return null
  const half = normalUpperQuantile((1 - level) / 2) / Math.sqrt(n - 3)
  const z = Math.atanh(r)
  return { lower: Math.tanh(z - half), upper: Math.tanh(z + half) }
}

function approximateP(rho: number, n: number): number {
  const rest = 1 - rho * rho
  return Math.max(rest === 0 ? 0 : tTwoSided(rho * Math.sqrt((n - 2) / rest), n - 2), rarestOrder(n))
}

/** Two of n! orders are in full agreement, one in each direction: no exact p lies below their share. */
function rarestOrder(n: number): number {
  let share = 2
  // 170! is the last that a number holds; the share is then below any p that is printed.
  for (let factor = 2; factor <= Math.min(n, 170); factor++) share /= factor
  return share
}
