import { checkFinite, checkPositive } from '../argument.ts'
import { halfLogTwoPi, logGamma, stirlingCorrection } from './log-gamma.ts'
import { normalUpper } from './normal.ts'

const negligible = 1e-20

/**
 * P(T <= t) for the noncentral t distribution with real `df` above 0 and noncentrality `delta`; R's `pt` with
 * `ncp`. Both tails keep their digits.
 *
 * T = (Z + delta)/S, so the probability is the mean of P(Z <= t S - delta) over S, the root of a chi-square over
 * its degrees of freedom. With u = log S the trapezoidal rule converges geometrically because the integrand is
 * analytic and vanishes at both ends; every term is positive, so nothing cancels.
 */
export function noncentralTCdf(t: number, df: number, delta: number): number {
  return tail(-t, df, -delta)
}

/** P(T > t), computed directly. */
export function noncentralTUpper(t: number, df: number, delta: number): number {
  return tail(t, df, delta)
}

function tail(t: number, df: number, delta: number): number {
  checkPositive('df', df)
  checkFinite('delta', delta)
  if (Number.isNaN(t)) throw new RangeError('t must be a number')
  if (!Number.isFinite(t)) return t > 0 ? 0 : 1
  if (df > 1e14) return normalUpper(t - delta)
  const logConstant = logScaleConstant(df)
  const density = (u: number) => Math.exp(logConstant + df * (u + 0.5 - 0.5 * Math.exp(2 * u)))
  const integrand = (u: number) => {
    const weight = density(u)
    return weight === 0 ? 0 : weight * normalUpper(t * Math.exp(u) - delta)
  }
  // The density of u has its mode at 0 and standard deviation near 1/sqrt(2 df); z = t S - delta moves by one
  // unit of the normal over 1/(|t| S), so the step must resolve both. In a far tail the peak lies elsewhere,
  // and steps go on until the terms are negligible against the sum on both sides of the largest term.
  const step = 0.25 / (1 + Math.sqrt(2 * df) + Math.abs(delta))
  // Where the term at 0 is nothing to double precision (t far above delta), the climb starts at t S = delta.
  const start = integrand(0) === 0 && delta / t > 0 ? Math.log(delta / t) : 0
  const peak = climb(integrand, start, step)
  const sum = integrand(peak) + oneSide(integrand, peak, step) + oneSide(integrand, peak, -step)
  return Math.min(1, sum * step)
}

function oneSide(integrand: (u: number) => number, peak: number, step: number): number {
  let sum = 0
  let largest = 0
  for (let k = 1; k < 1_000_000; k++) {
    const term = integrand(peak + k * step)
    sum += term
    if (term > largest) largest = term
    if (term <= negligible * largest && (term === 0 || k > 8)) break
  }
  return sum
}

/** The largest term near `start` by doubling steps uphill; exact placing does not matter to the sum. */
function climb(integrand: (u: number) => number, start: number, step: number): number {
  let best = start
  let bestValue = integrand(start)
  for (let size = 64 * step; size >= step; size /= 2) {
    for (const direction of [size, -size]) {
      for (let next = best + direction; integrand(next) > bestValue; next += direction) {
        best = next
        bestValue = integrand(next)
      }
    }
  }
  return best
}

/** Log of the density of u = log S at its mode; log gamma is cancelled by hand for many degrees of freedom. */
function logScaleConstant(df: number): number {
  const a = 0.5 * df
  // 2 a^a e^-a / gamma(a), the density of u = log S at u = 0.
  if (a >= 10) return Math.LN2 + 0.5 * Math.log(a) - halfLogTwoPi - stirlingCorrection(a)
  return Math.LN2 + a * Math.log(a) - a - logGamma(a)
}
