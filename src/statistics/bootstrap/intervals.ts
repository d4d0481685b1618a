import { checkFinite, checkLevel } from '../argument.ts'
import { normalCdf, normalQuantile } from '../distributions/normal.ts'
import { quantileSorted } from '../distributions/quantile.ts'
import type { Interval } from '../interval.ts'

export interface BootstrapIntervals {
  /** Standard deviation of the replicates (n - 1); null for fewer than two. */
  readonly se: number | null
  /** Quantiles of the replicates; null without any. */
  readonly percentile: Interval | null
  /** 2 estimate - the percentile limits. */
  readonly basic: Interval | null
  /** Bias correction; null when the estimate lies outside all replicates. */
  readonly z0: number | null
  /** Acceleration; null without leave-one-out values. */
  readonly acceleration: number | null
  /** Bias-corrected and accelerated interval (Efron 1987). */
  readonly bca: Interval | null
  /** All replicates are equal: intervals of zero width say that the data show no variation, not certainty. */
  readonly degenerate: boolean
}

/**
 * Percentile, basic and BCa intervals from replicates that were drawn elsewhere. Quantiles are of type 7; a
 * replicate equal to the estimate counts one half in z0. The leave-one-out values are over CLUSTERS, the units
 * that were resampled.
 *
 * @param jackknife statistic with one cluster left out, per cluster; null gives no BCa interval
 *
 * @method boot.intervals
 * @question Which interval follows from bootstrap replicates, also of a skewed statistic?
 * @standing default
 * @source Efron 1987; Davison and Hinkley 1997
 * @pinned R 4.2.2: quantile(t, type = 7) at pnorm(z0 + (z0 + z) / (1 - a * (z0 + z))); again in numpy
 */
export function bootstrapIntervals(
  estimate: number,
  replicates: ArrayLike<number>,
  jackknife: ArrayLike<number> | null,
  level = 0.95,
): BootstrapIntervals {
  checkLevel(level)
  checkFinite('estimate', estimate)
  const sorted = Float64Array.from(replicates).sort()
  for (const value of sorted) checkFinite('every replicate', value)
  const acceleration = jackknife === null ? null : accelerationOf(jackknife)
  const n = sorted.length
  if (n === 0) {
    return { se: null, percentile: null, basic: null, z0: null, acceleration, bca: null, degenerate: false }
  }
  const percentile = between(sorted, (1 - level) / 2, (1 + level) / 2)
  const basic = { lower: 2 * estimate - percentile.upper, upper: 2 * estimate - percentile.lower }
  const z0 = biasCorrection(sorted, estimate)
  return {
    se: n < 2 ? null : standardDeviation(sorted),
    percentile,
    basic,
    z0,
    acceleration,
    bca: z0 === null || acceleration === null ? null : bcaInterval(sorted, z0, acceleration, level),
    degenerate: sorted[0] === sorted[n - 1],
  }
}

function bcaInterval(sorted: Float64Array, z0: number, acceleration: number, level: number): Interval | null {
  const adjusted = (p: number): number | null => {
    const z = z0 + normalQuantile(p)
    const divisor = 1 - acceleration * z
    return divisor > 0 ? normalCdf(z0 + z / divisor) : null
  }
  const low = adjusted((1 - level) / 2)
  const high = adjusted((1 + level) / 2)
  return low === null || high === null ? null : between(sorted, low, high)
}

function between(sorted: Float64Array, low: number, high: number): Interval {
  return {
    lower: quantileSorted(sorted, low) ?? sorted[0]!,
    upper: quantileSorted(sorted, high) ?? sorted[0]!,
  }
}

/** Phi^-1 of the share of replicates below the estimate; null where that share is 0 or 1. */
function biasCorrection(sorted: Float64Array, estimate: number): number | null {
  let below = 0
  for (const value of sorted) {
    if (value < estimate) below += 1
    else if (value === estimate) below += 0.5
  }
  const share = below / sorted.length
  return share <= 0 || share >= 1 ? null : normalQuantile(share)
}

/** sum L^3 / (6 (sum L^2)^1.5) with L = mean - value; 0 when the values do not vary, null for none. */
function accelerationOf(jackknife: ArrayLike<number>): number | null {
  const n = jackknife.length
  if (n === 0) return null
  let sum = 0
  let magnitude = 0
  for (let index = 0; index < n; index++) {
    checkFinite('every leave-one-out value', jackknife[index]!)
    sum += jackknife[index]!
    magnitude = Math.max(magnitude, Math.abs(jackknife[index]!))
  }
  const mean = sum / n
  let squares = 0
  let cubes = 0
  for (let index = 0; index < n; index++) {
    const influence = mean - jackknife[index]!
    squares += influence * influence
    cubes += influence * influence * influence
  }
  const rounding = 8 * Number.EPSILON * magnitude
  if (squares <= n * rounding * rounding) return 0
  return cubes / (6 * squares * Math.sqrt(squares))
}

function standardDeviation(values: Float64Array): number {
  if (values[0] === values[values.length - 1]) return 0
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) * (value - mean)
  return Math.sqrt(squares / (values.length - 1))
}
