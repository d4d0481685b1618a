import { checkLevel, checkSameLength } from '../argument.ts'
import { tQuantile, tTwoSided } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import type { ArmMeans, ClusterInfluence } from './arm-means.ts'
import { guardedVariance } from './two-way-error.ts'

/** A weighted sum of arm means; what the data leave undefined is null. */
export interface ArmContrast {
  /** Null where an arm that takes part has no marks. */
  readonly estimate: number | null
  /** Two-way clustered, with the guard of `twoWayError`. */
  readonly se: number | null
  /** Smaller number of clusters less 1. */
  readonly df: number | null
  /** t interval; null when the standard error is 0 or null. */
  readonly ci: Interval | null
  /** Two-sided p of a contrast of 0. */
  readonly p: number | null
}

/** A standard error below this share of the marks is the rounding of a true 0, as in `clusterVariances`. */
const roundingShare = 32 * Number.EPSILON

/**
 * Estimate of a contrast of arm means with a t interval. An arm of weight 0 takes no part; an arm of any other weight
 * that has no marks leaves the contrast undefined.
 *
 * @param weights one finite number per arm
 * @param level confidence level, strictly between 0 and 1
 */
export function armContrast(means: ArmMeans, weights: readonly number[], level = 0.95): ArmContrast {
  checkLevel(level)
  checkSameLength('weights', weights.length, means.mean.length)
  const estimate = weightedMean(means, weights)
  if (estimate === null) return { estimate, se: null, df: null, ci: null, p: null }
  const variances = contrastCovariances(means, weights, weights)
  const variance = guardedVariance(variances.question, variances.reviewer, variances.cell)
  const se = variance === null ? null : flooredError(variance, means, weights)
  const { df } = means
  if (se === null || se === 0 || df === null) return { estimate, se, df, ci: null, p: null }
  const half = tQuantile(0.5 + level / 2, df) * se
  return {
    estimate,
    se,
    df,
    ci: { lower: estimate - half, upper: estimate + half },
    p: tTwoSided(estimate / se, df),
  }
}

/** The contrast itself; null where an arm that takes part has no marks. */
export function weightedMean(means: ArmMeans, weights: readonly number[]): number | null {
  let sum = 0
  for (const [arm, weight] of weights.entries()) {
    if (weight === 0) continue
    const mean = means.mean[arm] ?? null
    if (mean === null) return null
    sum += weight * mean
  }
  return sum
}

/**
 * Covariance of two contrasts (the variance of one, where they are the same) by each kind of cluster; null where the kind has
 * fewer than two.
 */
export function contrastCovariances(
  { influence }: ArmMeans,
  one: readonly number[],
  other: readonly number[],
): {
  readonly question: number | null
  readonly reviewer: number | null
  readonly cell: number | null
} {
  const of = (kind: ClusterInfluence | null) => (kind === null ? null : covariance(kind, one, other))
  return { question: of(influence.question), reviewer: of(influence.reviewer), cell: of(influence.cell) }
}

/** By cluster and not by a matrix of arms: what cancels in a cluster then cancels before it is squared. */
function covariance(
  { clusters, values }: ClusterInfluence,
  one: readonly number[],
  other: readonly number[],
): number | null {
  if (clusters < 2) return null
  const arms = one.length
  let sum = 0
  for (let cluster = 0; cluster < clusters; cluster++) {
    let first = 0
    let second = 0
    for (let arm = 0; arm < arms; arm++) {
      const influence = values[cluster * arms + arm]!
      first += one[arm]! * influence
      second += other[arm]! * influence
    }
    sum += first * second
  }
  return (clusters / (clusters - 1)) * sum
}

function flooredError(variance: number, means: ArmMeans, weights: readonly number[]): number {
  const se = Math.sqrt(variance)
  const size = weights.reduce((sum, weight, arm) => sum + Math.abs(weight) * (means.size[arm] ?? 0), 0)
  return se <= roundingShare * size ? 0 : se
}
