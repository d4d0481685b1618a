import { checkCount, checkLevel } from '../argument.ts'
import type { Interval } from '../interval.ts'
import { type ItemBootstrapOptions, itemBootstrap, jackknifeError, noBootstrap } from './item-bootstrap.ts'
import { alphaCalculator, type KrippendorffMetric } from './krippendorff-distance.ts'
import { leaveOneOutAlphas } from './leave-one-out.ts'
import { type MarkMatrix, unitPatterns } from './unit-patterns.ts'

export interface KrippendorffAlpha {
  /** Null when the marks do not vary (no disagreement could be expected): neither 1 nor 0. */
  readonly alpha: number | null
  /** Leave-one-unit-out standard error; null with fewer than three pairable units or an undefined leave-out. */
  readonly seJackknife: number | null
  /** Units with at least two marks. */
  readonly pairableItems: number
  /** Percentile interval over resampled units; null when none was asked for or fewer than three units. */
  readonly ci: Interval | null
  /** Bias-corrected and accelerated interval of the same resamples; null too with fewer than 20 pairable units. */
  readonly bca: Interval | null
  /** Resamples without variation; they are left out of the intervals. */
  readonly undefinedReplicates: number
  /** All replicates are equal: intervals of no width say that the marks show no variation, not certainty. */
  readonly degenerate: boolean
}

/**
 * Krippendorff's alpha for any number of raters, missing marks and the metrics nominal, ordinal, interval and
 * ratio (marks of at least 0). Units with fewer than two marks say nothing of agreement and are left out.
 *
 * alpha = 1 - Do/De: the mean squared distance of the pairs of marks inside units over that of all pairs of marks,
 * as `alphaCalculator` writes it out. 1 is perfect agreement, 0 what chance would give, below 0 systematic
 * disagreement. 0.667 (tentative) and 0.8 (good) are conventions.
 *
 * The bootstrap draws whole units and recomputes everything that hangs on them: the marginals and so, for the
 * ordinal metric, the distances too.
 *
 * @param options level, resamples, seed and stream of the bootstrap
 *
 * @method agree.krippendorff
 * @question How far do single marks of different reviewers agree beyond chance?
 * @standing default
 * @source Krippendorff 2011
 * @pinned Krippendorff's published 0.743, 0.815, 0.849 and 0.797; R 4.2.2 and numpy by coincidence matrices
 */
export function krippendorffAlpha(
  matrix: MarkMatrix,
  metric: KrippendorffMetric,
  options: ItemBootstrapOptions = {},
): KrippendorffAlpha {
  checkLevel(options.level ?? 0.95)
  checkCount('resamples', options.resamples ?? 0)
  const patterns = unitPatterns(matrix)
  if (metric === 'ratio' && patterns.values.length > 0 && patterns.values[0]! < 0) {
    throw new RangeError(`marks of the ratio metric must be at least 0, not ${patterns.values[0]}`)
  }
  const alphaOf = alphaCalculator(patterns, metric)
  const alpha = alphaOf(patterns.multiplicity)
  const pairableItems = patterns.units
  if (alpha === null || pairableItems < 3) {
    const { percentile: ci, ...none } = noBootstrap
    return { alpha, seJackknife: null, pairableItems, ci, ...none }
  }
  const leaveOneOut = leaveOneOutAlphas(patterns, metric)
  const seJackknife = jackknifeError(patterns.multiplicity, leaveOneOut)
  const { percentile: ci, ...bootstrap } = itemBootstrap(
    patterns,
    { estimate: alpha, at: alphaOf, leaveOneOut },
    options,
    'krippendorff',
  )
  return { alpha, seJackknife, pairableItems, ci, ...bootstrap }
}
