import { contrastCovariances } from '../crossed/arm-contrast.ts'
import type { ArmMeans } from '../crossed/arm-means.ts'
import { tQuantile, tTwoSided } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'

/**
 * Which variance an effect has: `two-way` is Cameron, Gelbach and Miller's sum, `scarcer` the one-way variance of the kind of
 * cluster of which there are fewer, where the sum fell below it, `one-way` the only one that the data define.
 */
export type VarianceRule = 'two-way' | 'scarcer' | 'one-way'

/** An effect with its error; everything that the data leave undefined is null. */
export interface TwoWayEffect {
  /** Null where an arm has no decisions, or, of log odds, no finite ones. */
  readonly estimate: number | null
  /** Clustered by participant and by case. */
  readonly se: number | null
  /** Clustered by participant alone; what it lacks is the part of the cases. */
  readonly seParticipant: number | null
  /** Clustered by case alone. */
  readonly seCase: number | null
  /** Which variance `se` is the root of. */
  readonly rule: VarianceRule | null
  /** Smaller number of clusters less 1. */
  readonly df: number | null
  /** t interval; null when the standard error is 0 or null. */
  readonly ci: Interval | null
  /** Two-sided p of an effect of 0. */
  readonly p: number | null
}

export const noEffect: TwoWayEffect = {
  estimate: null,
  se: null,
  seParticipant: null,
  seCase: null,
  rule: null,
  df: null,
  ci: null,
  p: null,
}

/** A standard error below this share of the outcomes' size is the rounding of a true 0. */
const roundingShare = 32 * Number.EPSILON

/**
 * The effect whose error follows from a weighted sum of arm means: V = Vparticipant + Vcase - Vcell, each with G/(G-1)
 * (Cameron, Gelbach and Miller 2011), but never less than the one-way variance of the scarcer kind of cluster, and t on
 * the number of scarcer clusters less 1.
 *
 * The sum can fall to 0 or below where clusters of one kind are few. The scarcer kind alone is what a paired comparison
 * case by case would give, and it is never negative. The full guard of `twoWayError`, which takes the larger of all three,
 * is not used: the variance by participant holds the difficulty of the cases, which leaves a difference of arms that share
 * them, so that its intervals are too wide here (docs/decisions/few-cases.md).
 *
 * @param means of the arms, with case as question and participant as reviewer
 * @param weights of the arms in the sum whose error is meant: -1 and 1, or derivatives of the estimate
 */
export function twoWayEffect(
  means: ArmMeans,
  estimate: number,
  weights: readonly number[],
  level: number,
): TwoWayEffect {
  const { question: byCase, reviewer: byParticipant, cell } = contrastCovariances(means, weights, weights)
  const size = weights.reduce((sum, weight, arm) => sum + Math.abs(weight) * (means.size[arm] ?? 0), 0)
  const root = (variance: number | null) => {
    if (variance === null) return null
    const se = Math.sqrt(Math.max(0, variance))
    return se <= roundingShare * size ? 0 : se
  }
  const { variance, rule } = chosen(byCase, byParticipant, cell, means)
  const se = root(variance)
  const { df } = means
  const about = { estimate, se, seParticipant: root(byParticipant), seCase: root(byCase), rule, df }
  if (se === null || se === 0 || df === null) return { ...about, ci: null, p: null }
  const half = tQuantile(0.5 + level / 2, df) * se
  return {
    ...about,
    ci: { lower: estimate - half, upper: estimate + half },
    p: tTwoSided(estimate / se, df),
  }
}

function chosen(
  byCase: number | null,
  byParticipant: number | null,
  cell: number | null,
  { nQuestions, nReviewers }: ArmMeans,
): { readonly variance: number | null; readonly rule: VarianceRule | null } {
  if (byCase === null || byParticipant === null || cell === null) {
    const only = byCase ?? byParticipant
    return { variance: only, rule: only === null ? null : 'one-way' }
  }
  const scarcer = nQuestions <= (nReviewers ?? Number.POSITIVE_INFINITY) ? byCase : byParticipant
  const sum = byParticipant + byCase - cell
  // Where everybody decided once, both are equal but for rounding.
  return sum < scarcer * (1 - 1e-12)
    ? { variance: scarcer, rule: 'scarcer' }
    : { variance: sum, rule: 'two-way' }
}
