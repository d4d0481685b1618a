import { checkAlpha, checkDegreesOfFreedom, checkStandardError } from '../argument.ts'
import { symmetricInterval } from './tost.ts'

/**
 * The smallest symmetric margin that two one-sided tests at level alpha would have proved on these data: the
 * larger distance from 0 of the limits of the interval of level 1 - 2 alpha. Null for a standard error of 0 or
 * null. A margin chosen by looking at this number proves nothing.
 *
 * @param df null for the normal distribution
 */
export function smallestProvableMargin(
  estimate: number | null,
  se: number | null,
  df: number | null,
  alpha = 0.05,
): number | null {
  checkAlpha(alpha, 0.5)
  checkStandardError(se)
  checkDegreesOfFreedom(df)
  if (estimate === null || se === null || se === 0) return null
  const { lower, upper } = symmetricInterval(estimate, se, df, alpha)
  return Math.max(Math.abs(lower), Math.abs(upper))
}
