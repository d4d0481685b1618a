import { checkAlpha, checkDegreesOfFreedom, checkFinite, checkStandardError } from '../argument.ts'
import { tQuantile, tTwoSided, tUpper } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'

export interface TostInput {
  /** The estimated difference; null where it is undefined. */
  readonly estimate: number | null
  /** Its standard error; 0 or null proves nothing. */
  readonly se: number | null
  /** Lower edge of the range that counts as equivalent, on the scale of the estimate; minus infinity for none. */
  readonly low: number
  /** Upper edge, above `low`; infinity for none, which leaves the test of non-inferiority. */
  readonly high: number
  /** Degrees of freedom of the standard error; null or left out for the normal distribution. */
  readonly df?: number | null
  /** Level of each one-sided test; 0.05 when left out. */
  readonly alpha?: number
}

export interface Tost {
  /** One-sided p that the difference lies above `low`. */
  readonly pLower: number | null
  /** One-sided p that the difference lies below `high`. */
  readonly pUpper: number | null
  /** The larger of the two. */
  readonly p: number | null
  /** The interval of level 1 - 2 alpha; inside (low, high) exactly when p < alpha. */
  readonly ci: Interval | null
  /** Whether p is below alpha; false where p is null. */
  readonly equivalent: boolean
  /** Two-sided p of a difference of 0, for the other question. */
  readonly pSuperiority: number | null
}

/**
 * Two one-sided tests of equivalence (Schuirmann 1987): the difference is shown to lie inside (low, high) when
 * both tests reject. A standard error of 0 or null gives nulls and `equivalent` false.
 *
 * @method equiv.tost
 * @question Is the difference between two systems shown to be smaller than the margin?
 * @standing default
 * @source Schuirmann 1987
 * @pinned R 4.2.2: pt((estimate - low) / se, df, lower.tail = FALSE), its mirror, and qt(1 - alpha, df)
 */
export function tost(input: TostInput): Tost {
  const { estimate, se, low, high } = input
  const alpha = input.alpha ?? 0.05
  const df = input.df ?? null
  checkAlpha(alpha, 0.5)
  checkStandardError(se)
  checkDegreesOfFreedom(df)
  if (!(low < high)) throw new RangeError(`low must lie below high, not ${low} and ${high}`)
  if (estimate === null || se === null || se === 0) {
    return { pLower: null, pUpper: null, p: null, ci: null, equivalent: false, pSuperiority: null }
  }
  checkFinite('estimate', estimate)
  const degrees = df ?? Number.POSITIVE_INFINITY
  const pLower = tUpper((estimate - low) / se, degrees)
  const pUpper = tUpper((high - estimate) / se, degrees)
  const p = Math.max(pLower, pUpper)
  return {
    pLower,
    pUpper,
    p,
    ci: symmetricInterval(estimate, se, df, alpha),
    equivalent: p < alpha,
    pSuperiority: tTwoSided(estimate / se, degrees),
  }
}

/** The interval of level 1 - 2 alpha about an estimate; `se` above 0, `df` null for the normal. */
export function symmetricInterval(estimate: number, se: number, df: number | null, alpha: number): Interval {
  const half = tQuantile(1 - alpha, df ?? Number.POSITIVE_INFINITY) * se
  return { lower: estimate - half, upper: estimate + half }
}
