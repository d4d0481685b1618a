import { checkPositive, checkProbability } from '../argument.ts'
import { incompleteGamma } from './incomplete-gamma.ts'
import { poissonKernel } from './saddle-point.ts'
import { solveIncreasing } from './solve-increasing.ts'

/**
 * P(X <= x) for chi-square with real `df` above 0; R's `pchisq`.
 *
 * @method dist.functions
 * @question How likely is a chi-square value of at most this size?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapters 6 and 26
 * @pinned R 4.2.2: pchisq(x, df)
 */
export function chiSquareCdf(x: number, df: number): number {
  checkPositive('df', df)
  return incompleteGamma(0.5 * df, 0.5 * x, false)
}

/**
 * P(X > x), computed directly.
 *
 * @method dist.functions
 * @question How likely is a chi-square value beyond this one, however small the chance?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapters 6 and 26
 * @pinned R 4.2.2: pchisq(x, df, lower.tail = FALSE)
 */
export function chiSquareUpper(x: number, df: number): number {
  checkPositive('df', df)
  return incompleteGamma(0.5 * df, 0.5 * x, true)
}

/**
 * The x with P(X <= x) = p; R's `qchisq`.
 *
 * @method dist.functions
 * @question Below which chi-square value does a given share lie?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapters 6 and 26
 * @pinned R 4.2.2: qchisq(p, df)
 */
export function chiSquareQuantile(p: number, df: number): number {
  checkProbability('p', p)
  return quantile(p, 1 - p, df)
}

/**
 * The x with P(X > x) = p, exact for tiny p.
 *
 * @method dist.functions
 * @question Beyond which chi-square value does a given share lie?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapters 6 and 26
 * @pinned R 4.2.2: qchisq(p, df, lower.tail = FALSE)
 */
export function chiSquareUpperQuantile(p: number, df: number): number {
  checkProbability('p', p)
  return quantile(1 - p, p, df)
}

function quantile(lower: number, upper: number, df: number): number {
  checkPositive('df', df)
  if (lower === 0) return 0
  if (upper === 0) return Number.POSITIVE_INFINITY
  const a = 0.5 * df
  const byUpper = upper < 0.5
  const target = Math.log(byUpper ? upper : lower)
  const sign = byUpper ? -1 : 1
  const tail = (u: number) => incompleteGamma(a, Math.exp(u), byUpper)
  const solution = solveIncreasing(
    (u) => sign * (Math.log(tail(u)) - target),
    (u) => (a * poissonKernel(a, Math.exp(u))) / tail(u),
    -745,
    709,
    Math.log(a),
  )
  return 2 * Math.exp(solution)
}
