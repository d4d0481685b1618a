import { checkPositive, checkProbability } from '../argument.ts'
import { incompleteBeta } from './incomplete-beta.ts'
import { binomialKernel } from './saddle-point.ts'
import { solveIncreasing } from './solve-increasing.ts'

/**
 * P(X <= x) for the beta distribution with positive shapes `a` and `b`; R's `pbeta`.
 *
 * @method dist.functions
 * @question How likely is a beta value of at most this size?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: pbeta(x, a, b)
 */
export function betaCdf(x: number, a: number, b: number): number {
  checkPositive('a', a)
  checkPositive('b', b)
  return incompleteBeta(a, b, x, 1 - x, false)
}

/**
 * P(X > x), computed directly.
 *
 * @method dist.functions
 * @question How likely is a beta value beyond this one, however small the chance?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: pbeta(x, a, b, lower.tail = FALSE)
 */
export function betaUpper(x: number, a: number, b: number): number {
  checkPositive('a', a)
  checkPositive('b', b)
  return incompleteBeta(a, b, x, 1 - x, true)
}

/**
 * The x with P(X <= x) = p; R's `qbeta`.
 *
 * @method dist.functions
 * @question Below which beta value does a given share lie?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: qbeta(p, a, b)
 */
export function betaQuantile(p: number, a: number, b: number): number {
  checkProbability('p', p)
  return betaQuantilePair(p, 1 - p, a, b).x
}

/**
 * The x with P(X > x) = p, exact for tiny p.
 *
 * @method dist.functions
 * @question Beyond which beta value does a given share lie?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: qbeta(p, a, b, lower.tail = FALSE)
 */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  checkProbability('p', p)
  return betaQuantilePair(1 - p, p, a, b).x
}

/**
 * The quantile x and 1 - x, both to full precision, where `lower` and `upper` are the areas on its two sides.
 * The half with the quantile is found first and the equation solved there on the logarithm of the distance to 0.
 */
export function betaQuantilePair(
  lower: number,
  upper: number,
  a: number,
  b: number,
): { readonly x: number; readonly complement: number } {
  checkPositive('a', a)
  checkPositive('b', b)
  if (lower === 0) return { x: 0, complement: 1 }
  if (upper === 0) return { x: 1, complement: 0 }
  const belowHalf = incompleteBeta(a, b, 0.5, 0.5, lower > upper)
  if (lower > upper ? upper >= belowHalf : lower <= belowHalf) {
    const x = solveBelowHalf(lower, upper, a, b)
    return { x, complement: 1 - x }
  }
  const complement = solveBelowHalf(upper, lower, b, a)
  return { x: 1 - complement, complement }
}

function solveBelowHalf(lower: number, upper: number, a: number, b: number): number {
  const byUpper = upper < lower
  const target = Math.log(byUpper ? upper : lower)
  const sign = byUpper ? -1 : 1
  const tail = (u: number) => incompleteBeta(a, b, Math.exp(u), 1 - Math.exp(u), byUpper)
  const density = (x: number) => ((a * b) / (a + b)) * binomialKernel(a, b, x, 1 - x)
  const solution = solveIncreasing(
    (u) => sign * (Math.log(tail(u)) - target),
    // d/du of I at x = exp(u) is x times the density, and the density is this over x (1 - x).
    (u) => density(Math.exp(u)) / (1 - Math.exp(u)) / tail(u),
    -745,
    -Math.LN2 + 1e-12,
    Math.log(a / (a + b)),
  )
  return Math.exp(solution)
}
