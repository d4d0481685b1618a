import { checkLevel } from '../argument.ts'
import { quantileSorted } from '../distributions/quantile.ts'
import type { Interval } from '../interval.ts'
import { createGenerator } from '../random/generator.ts'
import { alphaCalculator, type KrippendorffMetric } from './krippendorff-distance.ts'
import { leaveOneOutAlphas } from './leave-one-out.ts'
import { type MarkMatrix, type UnitPatterns, unitPatterns } from './unit-patterns.ts'

export interface KrippendorffOptions {
  /** 0.95 when left out. */
  readonly level?: number
  /** Resamples of units for the percentile interval; 0, the default, draws none. */
  readonly resamples?: number
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this interval. */
  readonly stream?: readonly (number | string)[]
}

export interface KrippendorffAlpha {
  /** Null when the marks do not vary (no disagreement could be expected): neither 1 nor 0. */
  readonly alpha: number | null
  /** Leave-one-unit-out standard error; null with fewer than three pairable units or an undefined leave-out. */
  readonly seJackknife: number | null
  /** Units with at least two marks. */
  readonly pairableItems: number
  /** Percentile interval over resampled units; null when none was asked for or fewer than three units. */
  readonly ci: Interval | null
  /** Resamples without variation; they are left out of the interval. */
  readonly undefinedReplicates: number
}

/** Draws are made in stretches that stay in the processor's nearest cache. */
const drawsAtOnce = 4096

/**
 * Krippendorff's alpha for any number of raters, missing marks and the metrics nominal, ordinal, interval and
 * ratio (marks of at least 0). Units with fewer than two marks say nothing of agreement and are left out.
 *
 * The bootstrap draws whole units and recomputes everything that hangs on them: the marginals and so, for the
 * ordinal metric, the distances too.
 */
export function krippendorffAlpha(
  matrix: MarkMatrix,
  metric: KrippendorffMetric,
  options: KrippendorffOptions = {},
): KrippendorffAlpha {
  const level = options.level ?? 0.95
  const resamples = options.resamples ?? 0
  checkLevel(level)
  if (!(Number.isSafeInteger(resamples) && resamples >= 0)) {
    throw new RangeError(`resamples must be a whole number of at least 0, not ${resamples}`)
  }
  const patterns = unitPatterns(matrix)
  if (metric === 'ratio' && patterns.values.length > 0 && patterns.values[0]! < 0) {
    throw new RangeError(`marks of the ratio metric must be at least 0, not ${patterns.values[0]}`)
  }
  const alphaOf = alphaCalculator(patterns, metric)
  const alpha = alphaOf(patterns.multiplicity)
  const enough = alpha !== null && patterns.units >= 3
  const bootstrap =
    enough && resamples > 0 ? percentileInterval(patterns, alphaOf, resamples, level, options) : null
  return {
    alpha,
    seJackknife: enough ? jackknifeError(patterns, leaveOneOutAlphas(patterns, metric)) : null,
    pairableItems: patterns.units,
    ci: bootstrap?.ci ?? null,
    undefinedReplicates: bootstrap?.undefinedReplicates ?? 0,
  }
}

/** sqrt((n - 1)/n sum (alpha_i - mean)^2), patterns counted as often as they occur. */
function jackknifeError(patterns: UnitPatterns, alphas: readonly (number | null)[]): number | null {
  const n = patterns.units
  let sum = 0
  for (const [pattern, value] of alphas.entries()) {
    if (value === null) return null
    sum += value * patterns.multiplicity[pattern]!
  }
  const mean = sum / n
  let squares = 0
  for (const [pattern, value] of alphas.entries()) {
    squares += patterns.multiplicity[pattern]! * ((value ?? mean) - mean) * ((value ?? mean) - mean)
  }
  return Math.sqrt(((n - 1) / n) * squares)
}

function percentileInterval(
  patterns: UnitPatterns,
  alphaOf: (weight: ArrayLike<number>) => number | null,
  resamples: number,
  level: number,
  options: KrippendorffOptions,
): { readonly ci: Interval | null; readonly undefinedReplicates: number } {
  const { units, patternOf } = patterns
  const weight = new Float64Array(patterns.size.length)
  const replicates = new Float64Array(resamples)
  const draws = new Int32Array(Math.min(units, drawsAtOnce))
  const generator = createGenerator(options.seed ?? 0, ...(options.stream ?? []), 'krippendorff')
  let defined = 0
  for (let resample = 0; resample < resamples; resample++) {
    generator.restart(resample)
    weight.fill(0)
    for (let left = units; left > 0; left -= draws.length) {
      const size = Math.min(left, draws.length)
      generator.fillBelow(units, draws, 0, size)
      for (let draw = 0; draw < size; draw++) weight[patternOf[draws[draw]!]!]! += 1
    }
    const value = alphaOf(weight)
    if (value === null) continue
    replicates[defined] = value
    defined += 1
  }
  const sorted = replicates.subarray(0, defined).sort()
  const lower = quantileSorted(sorted, (1 - level) / 2)
  const upper = quantileSorted(sorted, (1 + level) / 2)
  const ci = lower === null || upper === null ? null : { lower, upper }
  return { ci, undefinedReplicates: resamples - defined }
}
