import { binomialKernel } from './saddle-point.ts'

const tiny = 1e-300
const iterationLimit = 500_000

/**
 * Regularised incomplete beta function I_x(a, b) or, with `upper`, its complement, each computed directly so
 * that small values keep their digits. Positive `a` and `b`; `y` must be 1 - x, given separately because the
 * caller often knows it to more digits.
 *
 * Continued fraction (the even part of Abramowitz and Stegun 26.5.8, as in Didonato and Morris 1992) by Lentz's
 * method on the side where it converges fast. When the wanted tail is the small complement of that side, the slow
 * side is summed instead of subtracting.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number, upper: boolean): number {
  if (x <= 0) return upper ? 1 : 0
  if (y <= 0) return upper ? 0 : 1
  const lowerIsFast = x < (a + 1) / (a + b + 2)
  const fast = lowerIsFast ? lowerTail(a, b, x, y) : lowerTail(b, a, y, x)
  if (lowerIsFast !== upper) return Math.min(1, fast)
  const complement = 1 - fast
  if (complement > 0.01) return complement
  const slow = lowerIsFast ? lowerTail(b, a, y, x) : lowerTail(a, b, x, y)
  return Number.isFinite(slow) && slow >= 0 ? slow : Math.max(0, complement)
}

/** I_x(a, b); NaN when the fraction has not settled within the limit. */
function lowerTail(a: number, b: number, x: number, y: number): number {
  const prefix = ((a * b) / (a + b)) * binomialKernel(a, b, x, y)
  if (prefix === 0) return 0
  // a y - b x, from whichever of x and y is the smaller and so has the smaller error.
  const excess = x < y ? a - (a + b) * x : (a + b) * y - b
  let fraction = (a * (excess + 1)) / (a + 1)
  if (Math.abs(fraction) < tiny) fraction = tiny
  let c = fraction
  let d = 0
  for (let m = 1; m < iterationLimit; m++) {
    const middle = a + 2 * m - 1
    const numerator = ((a + m - 1) / middle) * ((a + b + m - 1) / middle) * (m * (b - m) * x * x)
    const partial = m + (m * (b - m) * x) / middle + ((a + m) * (excess + 1 + m * (1 + y))) / (middle + 2)
    d = partial + numerator * d
    if (Math.abs(d) < tiny) d = tiny
    c = partial + numerator / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const factor = c * d
    fraction *= factor
    if (Math.abs(factor - 1) < 3e-16) return prefix / fraction
  }
  return Number.NaN
}
