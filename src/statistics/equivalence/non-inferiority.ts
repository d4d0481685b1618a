import { checkAlpha, checkDegreesOfFreedom, checkFinite, checkStandardError } from '../argument.ts'
import { tUpper } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { symmetricInterval } from './tost.ts'

export interface NonInferiorityInput {
  /** Estimated difference, candidate minus comparator, higher is better; null where undefined. */
  readonly estimate: number | null
  readonly se: number | null
  /** Largest loss that is accepted, above 0, on the scale of the estimate. */
  readonly margin: number
  /** Null or left out for the normal distribution. */
  readonly df?: number | null
  /** One-sided level; 0.025 when left out (ICH E9). */
  readonly alpha?: number
}

export interface NonInferiority {
  /** One-sided p that the difference lies above -margin. */
  readonly p: number | null
  /** The interval of level 1 - 2 alpha. */
  readonly ci: Interval | null
  readonly noninferior: boolean
}

/** Non-inferiority test: P(T > (estimate + margin)/se). A standard error of 0 or null proves nothing. */
export function nonInferiority(input: NonInferiorityInput): NonInferiority {
  const { estimate, se, margin } = input
  const alpha = input.alpha ?? 0.025
  const df = input.df ?? null
  checkAlpha(alpha, 0.5)
  checkStandardError(se)
  checkDegreesOfFreedom(df)
  if (!(margin > 0 && Number.isFinite(margin))) throw new RangeError(`margin must be above 0, not ${margin}`)
  if (estimate === null || se === null || se === 0) return { p: null, ci: null, noninferior: false }
  checkFinite('estimate', estimate)
  const p = tUpper((estimate + margin) / se, df ?? Number.POSITIVE_INFINITY)
  return { p, ci: symmetricInterval(estimate, se, df, alpha), noninferior: p < alpha }
}
