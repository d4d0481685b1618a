import { halfLogTwoPi, logGamma, stirlingCorrection } from './log-gamma.ts'

const twoPi = 2 * Math.PI

/**
 * Loader's saddle-point form of the binomial density, continued to real arguments:
 * gamma(a+b+1) / (gamma(a+1) gamma(b+1)) x^a y^b with y = 1 - x, for positive a, b, x and y.
 *
 * It adds two deviances that are small near the mode instead of cancelling log gammas in the thousands.
 */
export function binomialKernel(a: number, b: number, x: number, y: number): number {
  const n = a + b
  // a - n x = -(b - n y); the side with the smaller share knows this difference to more digits.
  const excess = x < y ? a - n * x : n * y - b
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * x, excess) -
    deviance(b, n * y, -excess)
  return Math.exp(exponent) * Math.sqrt(n / (twoPi * a * b))
}

/** x^a exp(-x) / gamma(a + 1) in the same form, for positive a and x. */
export function poissonKernel(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x, a - x)) / Math.sqrt(twoPi * a)
}

/** log gamma(n + 1) - ((n + 1/2) log n - n + log(2 pi)/2). */
function stirlingError(n: number): number {
  if (n >= 10) return stirlingCorrection(n)
  return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - halfLogTwoPi
}

/** x log(x / m) + m - x with `difference` = x - m, by a series where x and m are close. */
function deviance(x: number, m: number, difference: number): number {
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference
  const v = difference / (x + m)
  let sum = difference * v
  let power = 2 * x * v
  const square = v * v
  for (let k = 1; k < 200; k++) {
    power *= square
    const next = sum + power / (2 * k + 1)
    if (next === sum) return sum
    sum = next
  }
  return sum
}
