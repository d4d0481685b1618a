import { checkCount, checkLevel } from '../argument.ts'
import { betaQuantile, betaUpperQuantile } from '../distributions/beta.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { Interval } from '../interval.ts'

export type ProportionMethod = 'wilson' | 'clopper-pearson'

/**
 * Two-sided interval of a proportion: Wilson's score interval, the one to report, or the exact one of Clopper and
 * Pearson. Null for n = 0. Bounds lie in [0, 1] and are exactly 0 for no success and 1 for all.
 *
 * Wilson: (p + z^2/2n -+ z sqrt(p (1 - p)/n + z^2/4n^2))/(1 + z^2/n). Clopper and Pearson: the beta quantiles
 * with shapes (x, n - x + 1) and (x + 1, n - x). For a rare harm show 0 of n with its upper bound. Several runs of
 * one question are not independent trials.
 *
 * @param x successes, 0 to n
 * @param n independent trials
 * @param level confidence level, 0.95 when left out
 *
 * @method proportion.ci
 * @question How accurate is one system, or how often does an event happen?
 * @standing default
 * @source Wilson 1927; Clopper and Pearson 1934
 * @pinned R 4.2.2: prop.test(x, n, correct = FALSE), binom.test(x, n); statsmodels 0.13.5: proportion_confint
 */
export function proportionInterval(
  x: number,
  n: number,
  level = 0.95,
  method: ProportionMethod = 'wilson',
): Interval | null {
  checkCount('x', x)
  checkCount('n', n)
  checkLevel(level)
  if (x > n) throw new RangeError(`x must not exceed n, not ${x} of ${n}`)
  if (n === 0) return null
  return method === 'wilson' ? wilson(x, n, level) : clopperPearson(x, n, level)
}

function wilson(x: number, n: number, level: number): Interval {
  const z = normalQuantile(0.5 + level / 2)
  const square = z * z
  const p = x / n
  const shrink = 1 / (1 + square / n)
  const centre = (p + square / (2 * n)) * shrink
  const half = z * shrink * Math.sqrt((p * (1 - p)) / n + square / (4 * n * n))
  return { lower: x === 0 ? 0 : centre - half, upper: x === n ? 1 : centre + half }
}

function clopperPearson(x: number, n: number, level: number): Interval {
  const tail = (1 - level) / 2
  return {
    lower: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    upper: x === n ? 1 : betaUpperQuantile(tail, x + 1, n - x),
  }
}
