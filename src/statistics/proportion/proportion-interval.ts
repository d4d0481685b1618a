import { checkCount, checkLevel } from '../argument.ts'
import { betaQuantile, betaUpperQuantile } from '../distributions/beta.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { Interval } from '../interval.ts'

export type ProportionMethod = 'wilson' | 'clopper-pearson'

/**
 * Two-sided interval of a proportion: Wilson's score interval (R `prop.test` without correction) or the exact one
 * of Clopper and Pearson (R `binom.test`). Null for n = 0. Bounds are exactly 0 for no success and 1 for all.
 *
 * @param x successes, 0 to n
 * @param n independent trials
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
