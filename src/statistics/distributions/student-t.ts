import { checkPositive, checkProbability } from '../argument.ts'
import { logOnePlus } from './elementary.ts'
import { incompleteBeta } from './incomplete-beta.ts'
import { logBeta } from './log-beta.ts'
import { normalQuantile, normalUpper } from './normal.ts'
import { solveIncreasing } from './solve-increasing.ts'

/** From here on the normal distribution with Wallace's first correction is exact to double precision. */
const nearlyNormal = 1e8

/**
 * P(T <= t) for Student's t with real `df` above 0 (infinite = normal); R's `pt`.
 *
 * @method dist.functions
 * @question How likely is a t value of at most this size?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26; Student 1908
 * @pinned R 4.2.2: pt(t, df)
 */
export function tCdf(t: number, df: number): number {
  return tUpper(-t, df)
}

/**
 * P(T > t), computed directly so that small tails keep their digits.
 *
 * @method dist.functions
 * @question How likely is a t value beyond this one, however small the chance?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26; Student 1908
 * @pinned R 4.2.2: pt(t, df, lower.tail = FALSE)
 */
export function tUpper(t: number, df: number): number {
  checkPositive('df', df)
  if (Number.isNaN(t)) throw new RangeError('t must be a number')
  if (df >= nearlyNormal) return normalUpper(normalEquivalent(t, df))
  const square = t * t
  if (square === Number.POSITIVE_INFINITY) return t > 0 ? 0 : 1
  const sum = df + square
  const half = 0.5 * incompleteBeta(0.5, 0.5 * df, square / sum, df / sum, true)
  return t > 0 ? half : 1 - half
}

/** Two-sided p of an observed t, P(|T| >= |t|). */
export function tTwoSided(t: number, df: number): number {
  return 2 * tUpper(Math.abs(t), df)
}

/**
 * The t with P(T <= t) = p; infinite at 0 and 1. R's `qt`.
 *
 * @method dist.functions
 * @question Below which t value does a given share lie?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26; Student 1908
 * @pinned R 4.2.2: qt(p, df)
 */
export function tQuantile(p: number, df: number): number {
  checkProbability('p', p)
  checkPositive('df', df)
  if (p === 0.5) return 0
  if (p > 0.5) return positiveQuantile(1 - p, p - 0.5, df)
  return -positiveQuantile(p, 0.5 - p, df)
}

/**
 * The t with P(T > t) = p, exact for tiny p.
 *
 * @method dist.functions
 * @question Beyond which t value does a given share lie?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26; Student 1908
 * @pinned R 4.2.2: qt(p, df, lower.tail = FALSE)
 */
export function tUpperQuantile(p: number, df: number): number {
  return -tQuantile(p, df)
}

/** Solves on the logarithm of t against the logarithm of the smaller of the two areas on either side of it. */
function positiveQuantile(tail: number, central: number, df: number): number {
  if (tail === 0) return Number.POSITIVE_INFINITY
  const byTail = tail < 0.25
  const target = Math.log(byTail ? tail : central)
  const logConstant = df < nearlyNormal ? -logBeta(0.5, 0.5 * df) - 0.5 * Math.log(df) : -0.9189385332046727
  const area = (t: number) => (byTail ? tUpper(t, df) : centralArea(t, df))
  const logDensity = (t: number) =>
    df === Number.POSITIVE_INFINITY
      ? logConstant - 0.5 * t * t
      : logConstant - 0.5 * (df + 1) * logOnePlus((t * t) / df)
  const sign = byTail ? -1 : 1
  const start = Math.log(Math.max(1e-300, -normalQuantile(tail)))
  const solution = solveIncreasing(
    (u) => sign * (Math.log(area(Math.exp(u))) - target),
    (u) => Math.exp(u + logDensity(Math.exp(u))) / area(Math.exp(u)),
    -745,
    709,
    start,
  )
  return Math.exp(solution)
}

/** P(0 < T <= t) for t above 0. */
function centralArea(t: number, df: number): number {
  if (df >= nearlyNormal) return 0.5 - normalUpper(normalEquivalent(t, df))
  const square = t * t
  if (square === Number.POSITIVE_INFINITY) return 0.5
  const sum = df + square
  return 0.5 * incompleteBeta(0.5, 0.5 * df, square / sum, df / sum, false)
}

/** The normal deviate with nearly the same tail as t on very many degrees of freedom. */
function normalEquivalent(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return t
  return (t * (1 - 1 / (4 * df))) / Math.sqrt(1 + (t * t) / (2 * df))
}
