import { poissonKernel } from './saddle-point.ts'

const tiny = 1e-300
const iterationLimit = 10_000_000

/**
 * Regularised incomplete gamma function P(a, x) or, with `upper`, Q(a, x) = 1 - P(a, x); positive `a`.
 *
 * Series below x = a + 1, continued fraction (Abramowitz and Stegun 6.5.31) from there on, so both tails keep
 * their digits for a of 1/2 and more.
 */
export function incompleteGamma(a: number, x: number, upper: boolean): number {
  if (x <= 0) return upper ? 1 : 0
  if (x === Number.POSITIVE_INFINITY) return upper ? 0 : 1
  if (x < a + 1) {
    const lower = Math.min(1, lowerSeries(a, x))
    return upper ? 1 - lower : lower
  }
  const tail = upperFraction(a, x)
  return upper ? tail : 1 - tail
}

function lowerSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; n < iterationLimit; n++) {
    term *= x / (a + n)
    sum += term
    if (term < sum * 1e-17) break
  }
  return poissonKernel(a, x) * sum
}

function upperFraction(a: number, x: number): number {
  const prefix = poissonKernel(a, x) * a
  if (prefix === 0) return 0
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < iterationLimit; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = numerator * d + b
    if (Math.abs(d) < tiny) d = tiny
    c = b + numerator / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const factor = d * c
    fraction *= factor
    if (Math.abs(factor - 1) < 3e-16) break
  }
  return prefix * fraction
}
