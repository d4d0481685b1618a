import { checkPositive, checkProbability } from '../argument.ts'
import { betaQuantilePair } from './beta.ts'
import { chiSquareQuantile, chiSquareUpper } from './chi-square.ts'
import { incompleteBeta } from './incomplete-beta.ts'

/**
 * P(F <= x) with real `df1` and `df2` above 0, `df2` possibly infinite; R's `pf`.
 *
 * @method dist.functions
 * @question How likely is an F value of at most this size?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: pf(x, df1, df2)
 */
export function fCdf(x: number, df1: number, df2: number): number {
  return tail(x, df1, df2, false)
}

/**
 * P(F > x), computed directly.
 *
 * @method dist.functions
 * @question How likely is an F value beyond this one, however small the chance?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: pf(x, df1, df2, lower.tail = FALSE)
 */
export function fUpper(x: number, df1: number, df2: number): number {
  return tail(x, df1, df2, true)
}

/**
 * The x with P(F <= x) = p; R's `qf`.
 *
 * @method dist.functions
 * @question Below which F value does a given share lie?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: qf(p, df1, df2)
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  checkProbability('p', p)
  checkPositive('df1', df1)
  checkPositive('df2', df2)
  if (df2 === Number.POSITIVE_INFINITY) return chiSquareQuantile(p, df1) / df1
  const share = betaQuantilePair(p, 1 - p, 0.5 * df1, 0.5 * df2)
  return (df2 * share.x) / (df1 * share.complement)
}

function tail(x: number, df1: number, df2: number, upper: boolean): number {
  checkPositive('df1', df1)
  checkPositive('df2', df2)
  if (x <= 0) return upper ? 1 : 0
  if (x === Number.POSITIVE_INFINITY) return upper ? 0 : 1
  if (df2 === Number.POSITIVE_INFINITY) {
    const above = chiSquareUpper(x * df1, df1)
    return upper ? above : 1 - above
  }
  const numerator = df1 * x
  const sum = numerator + df2
  return incompleteBeta(0.5 * df1, 0.5 * df2, numerator / sum, df2 / sum, upper)
}
