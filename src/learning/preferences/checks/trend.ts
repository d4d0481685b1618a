import { normalCdf } from '../../../statistics/distributions/normal.ts'
import type { Interval } from '../../../statistics/interval.ts'
import { mean, variance } from '../../../statistics/moments.ts'

const z95 = 1.959964

/**
 * p, two-sided, that values in the order of time have no trend: their covariance with their place, over its standard error among
 * all orders of the same values. That is the test of Cochran (1954) and Armitage (1955) for any scores. Null where the values do
 * not vary: nothing can drift that never varied.
 */
export function trendP(values: readonly number[]): number | null {
  const n = values.length
  const [middle, average] = [(n - 1) / 2, mean(values) ?? 0]
  let [covariance, places, squares] = [0, 0, 0]
  for (const [place, value] of values.entries()) {
    covariance += (place - middle) * (value - average)
    places += (place - middle) * (place - middle)
    squares += (value - average) * (value - average)
  }
  if (!(squares > 1e-12 * n)) return null
  return Math.min(1, 2 * normalCdf(-Math.abs(covariance) / Math.sqrt((places * squares) / (n - 1))))
}

/** Mean of the later half less that of the earlier half, with a normal 95 % interval; null with too few values. */
export function laterLessEarlier(values: readonly number[]): {
  readonly estimate: number | null
  readonly ci: Interval | null
} {
  const half = Math.floor(values.length / 2)
  if (half === 0) return { estimate: null, ci: null }
  const [early, late] = [values.slice(0, half), values.slice(values.length - half)]
  const estimate = (mean(late) ?? 0) - (mean(early) ?? 0)
  if (half < 2) return { estimate, ci: null }
  const error = Math.sqrt(((variance(early, 1) ?? 0) + (variance(late, 1) ?? 0)) / half)
  return { estimate, ci: { lower: estimate - z95 * error, upper: estimate + z95 * error } }
}
