import { checkCount, checkProbability } from '../argument.ts'
import { logOnePlus } from './elementary.ts'
import { incompleteBeta } from './incomplete-beta.ts'
import { binomialKernel } from './saddle-point.ts'

/**
 * P(X = k) of `n` independent trials with success probability `p`; R's `dbinom`.
 *
 * @method dist.functions
 * @question How likely are exactly this many successes?
 * @standing default
 * @source Loader 2000
 * @pinned R 4.2.2: dbinom(k, n, p)
 */
export function binomialDensity(k: number, n: number, p: number): number {
  checkCount('n', n)
  checkProbability('p', p)
  if (!Number.isInteger(k) || k < 0 || k > n) return 0
  if (p === 0) return k === 0 ? 1 : 0
  if (p === 1) return k === n ? 1 : 0
  if (k === 0) return Math.exp(n * logOnePlus(-p))
  if (k === n) return Math.exp(n * Math.log(p))
  return binomialKernel(k, n - k, p, 1 - p)
}

/**
 * P(X <= k); R's `pbinom`.
 *
 * @method dist.functions
 * @question How likely are at most this many successes?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: pbinom(k, n, p)
 */
export function binomialCdf(k: number, n: number, p: number): number {
  return tail(k, n, p, false)
}

/**
 * P(X > k), computed directly.
 *
 * @method dist.functions
 * @question How likely are more successes than this, however small the chance?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: pbinom(k, n, p, lower.tail = FALSE)
 */
export function binomialUpper(k: number, n: number, p: number): number {
  return tail(k, n, p, true)
}

/**
 * The smallest k with P(X <= k) of at least `probability`; R's `qbinom`.
 *
 * @method dist.functions
 * @question How many successes are not exceeded with a given probability?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 26
 * @pinned R 4.2.2: qbinom(probability, n, p)
 */
export function binomialQuantile(probability: number, n: number, p: number): number {
  checkProbability('probability', probability)
  checkCount('n', n)
  checkProbability('p', p)
  // A probability that is itself a computed cumulative value may lie a rounding error above it.
  const target = probability * (1 - 64 * Number.EPSILON)
  let low = -1
  let high = n
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (binomialCdf(middle, n, p) >= target) high = middle
    else low = middle
  }
  return high
}

function tail(k: number, n: number, p: number, upper: boolean): number {
  checkCount('n', n)
  checkProbability('p', p)
  const successes = Math.floor(k)
  if (successes < 0) return upper ? 1 : 0
  if (successes >= n) return upper ? 0 : 1
  return incompleteBeta(successes + 1, n - successes, p, 1 - p, !upper)
}
