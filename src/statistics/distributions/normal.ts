import { checkProbability } from '../argument.ts'
import { expNegativeHalfSquare } from './elementary.ts'

const inverseRootTwoPi = 0.3989422804014327

/**
 * Density of the standard normal distribution.
 *
 * @method dist.functions
 * @question How dense is the standard normal distribution at a value?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: dnorm(x)
 */
export function normalDensity(x: number): number {
  return inverseRootTwoPi * expNegativeHalfSquare(x)
}

/**
 * P(Z <= x) for a standard normal Z; R's `pnorm`. Relative error about 1e-15, in the tails too.
 *
 * @method dist.functions
 * @question How likely is a standard normal value of at most this size?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: pnorm(x)
 */
export function normalCdf(x: number): number {
  return normalUpper(-x)
}

/**
 * P(Z > x), computed directly: `normalUpper(38)` is 2.885e-316, not 0.
 *
 * @method dist.functions
 * @question How likely is a standard normal value beyond this one, however small the chance?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: pnorm(x, lower.tail = FALSE)
 */
export function normalUpper(x: number): number {
  if (x < 2) return x > -2 ? 0.5 - centralArea(x) : 1 - millsTail(-x)
  return millsTail(x)
}

/**
 * Complementary error function, erfc(x) = 2 P(Z > x sqrt 2).
 *
 * @method dist.functions
 * @question What is the complementary error function at a value?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: 2 * pnorm(x * sqrt(2), lower.tail = FALSE)
 */
export function erfc(x: number): number {
  return 2 * normalUpper(x * Math.SQRT2)
}

/** P(0 < Z <= x) for |x| up to about 2, odd in x: density times x + x^3/3 + x^5/(3 5) + ... */
function centralArea(x: number): number {
  const square = x * x
  let term = x
  let sum = x
  for (let k = 3; k < 200; k += 2) {
    term *= square / k
    const next = sum + term
    if (next === sum) break
    sum = next
  }
  return normalDensity(x) * sum
}

/** P(Z > x) for x of at least 2: density over the continued fraction x + 1/(x + 2/(x + 3/(x + ...))). */
function millsTail(x: number): number {
  if (x > 39) return 0
  const depth = Math.ceil(12 + 420 / (x * x))
  let fraction = x
  for (let k = depth; k >= 1; k--) fraction = x + k / fraction
  return normalDensity(x) / fraction
}

/**
 * The x with P(Z <= x) = p; infinite at 0 and 1. R's `qnorm`.
 *
 * @method dist.functions
 * @question Below which standard normal value does a given share lie?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: qnorm(p)
 */
export function normalQuantile(p: number): number {
  checkProbability('p', p)
  const offset = p - 0.5
  if (Math.abs(offset) <= 0.42) return centralQuantile(offset)
  return p < 0.5 ? -tailQuantile(p) : tailQuantile(1 - p)
}

/**
 * The x with P(Z > x) = p, exact for tiny p where 1 - p would be 1.
 *
 * @method dist.functions
 * @question Beyond which standard normal value does a given share lie?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: qnorm(p, lower.tail = FALSE)
 */
export function normalUpperQuantile(p: number): number {
  return -normalQuantile(p)
}

/** The x with P(0 < Z <= x) = area, |area| up to 0.42, by Halley's method. */
function centralQuantile(area: number): number {
  let x = area / inverseRootTwoPi
  x *= 1 + 1.05 * area * area
  for (let iteration = 0; iteration < 20; iteration++) {
    const step = (centralArea(x) - area) / normalDensity(x)
    const change = step / (1 + 0.5 * x * step)
    x -= change
    if (Math.abs(change) <= 1e-16 * Math.abs(x)) break
  }
  return x
}

/** The x with P(Z > x) = p for p up to 0.08, by Newton's method on the logarithm of the tail. */
function tailQuantile(p: number): number {
  if (p === 0) return Number.POSITIVE_INFINITY
  const logP = Math.log(p)
  const t = Math.sqrt(-2 * logP)
  let x =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  for (let iteration = 0; iteration < 20; iteration++) {
    const tail = normalUpper(x)
    const change = (Math.log(tail) - logP) * (tail / normalDensity(x))
    x += change
    if (Math.abs(change) <= 2e-16 * x) break
  }
  return x
}
