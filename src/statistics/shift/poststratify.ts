import { checkLevel, checkNotNegative, checkSameLength } from '../argument.ts'
import { symmetricInterval } from '../equivalence/tost.ts'
import type { Interval } from '../interval.ts'
import { totalOf } from './coverage.ts'

/** Results of a benchmark by stratum. */
export interface StrataResults {
  /** Size of the strata in practice, counts or shares; scaled to sum to 1. */
  readonly weights: ArrayLike<number>
  /** Benchmark items per stratum; 0 is a stratum that the benchmark does not cover. */
  readonly n: ArrayLike<number>
  /** Mean per stratum; NaN where missing, which leaves the stratum uncovered; not read where n is 0. */
  readonly mean: ArrayLike<number>
  /** Sample variance per stratum (n - 1); NaN where missing. */
  readonly variance: ArrayLike<number>
}

export interface PoststratifyOptions {
  /** Ends of the scale of the outcome, for the worst-case bounds; [-1, 1] for a difference of proportions. */
  readonly range?: readonly [low: number, high: number] | null
  /** 0.95 when left out. */
  readonly level?: number
}

export interface Poststratified {
  /** Share of practice in the strata that have items; null without strata. */
  readonly coveredWeight: number | null
  /** Sum of W mean over the covered strata, their weights scaled to sum to 1; null when none is covered. */
  readonly estimate: number | null
  /** sqrt(sum of W^2 variance/n); null when a covered stratum has one item or no variance is known for it. */
  readonly se: number | null
  /** Normal interval; null when `se` is null or 0. */
  readonly ci: Interval | null
  /** Mean over the items as they are. */
  readonly unweighted: number | null
  /** The estimate with everything uncovered at either end of the range; holds no sampling error. */
  readonly bounds: Interval | null
}

/**
 * Carries a benchmark result over to practice: strata means weighted by the shares of practice.
 *
 * Strata of practice without benchmark items are left out of the estimate, and `bounds` says how much they could
 * change it. Strata of weight 0 do not enter. A stratum with one item has no variance: collapse strata. This
 * mends the mix of questions, not how questions inside a stratum differ from those of practice. For two systems
 * apply it to the paired difference.
 *
 * @method shift.poststratify
 * @question What would the benchmark result be with the mix of questions of our practice?
 * @standing default
 * @source Holt and Smith 1979
 * @pinned R 4.2.2: sum(W * mean); sqrt(sum(W^2 * variance / n))
 */
export function poststratify(strata: StrataResults, options: PoststratifyOptions = {}): Poststratified {
  const { weights, n, mean, variance } = strata
  const level = options.level ?? 0.95
  const range = options.range ?? null
  checkLevel(level)
  checkSameLength('n', n.length, weights.length)
  checkSameLength('mean', mean.length, weights.length)
  checkSameLength('variance', variance.length, weights.length)
  if (range !== null && !(range[0] < range[1])) {
    throw new RangeError(`range must go from low to high, not from ${range[0]} to ${range[1]}`)
  }
  totalOf('n', n)
  const total = totalOf('weights', weights)
  let covered = 0
  let weightedMean = 0
  let weightedVariance = 0
  let items = 0
  let itemSum = 0
  for (let stratum = 0; stratum < weights.length; stratum++) {
    const size = n[stratum]!
    const average = mean[stratum]!
    if (size === 0 || Number.isNaN(average)) continue
    items += size
    itemSum += size * average
    const weight = weights[stratum]!
    if (weight === 0) continue
    covered += weight
    weightedMean += weight * average
    weightedVariance += weight * weight * varianceOfMean(size, variance[stratum]!)
  }
  const unweighted = items === 0 ? null : itemSum / items
  const coveredWeight = total === 0 ? null : covered / total
  if (covered === 0) return { coveredWeight, estimate: null, se: null, ci: null, unweighted, bounds: null }
  const estimate = weightedMean / covered
  const se = Number.isNaN(weightedVariance) ? null : Math.sqrt(weightedVariance) / covered
  return {
    coveredWeight,
    estimate,
    se,
    ci: se === null || se === 0 ? null : symmetricInterval(estimate, se, null, (1 - level) / 2),
    unweighted,
    bounds:
      range === null
        ? null
        : {
            lower: (weightedMean + (total - covered) * range[0]) / total,
            upper: (weightedMean + (total - covered) * range[1]) / total,
          },
  }
}

/** NaN, which spreads to the sum, where one item or a missing variance leaves it unknown. */
function varianceOfMean(n: number, variance: number): number {
  if (n <= 1 || Number.isNaN(variance)) return Number.NaN
  checkNotNegative('every variance', variance)
  return variance / n
}
