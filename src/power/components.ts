import type { ComponentLevel, PlannedAxis, PlannedReview } from '../protocol/plan.ts'
import type { PairedComponents } from '../statistics/power/two-way.ts'
import { type VoteShares, voteSharesByLevel } from '../statistics/simulation/pairwise-votes.ts'

/** One set of variance components that the sample size is worked out with. */
export interface ComponentSet {
  /** `own` where the protocol or a file gives the numbers. */
  readonly level: ComponentLevel | 'own'
  /** Whether the plan rests on it. */
  readonly planned: boolean
  /** Standard deviations in the unit of the marks; null on pairwise axes. */
  readonly marks: PairedComponents | null
  /** Shares of the variance of a preference; null on absolute axes. */
  readonly votes: VoteShares | null
}

export const componentLevels = ['low', 'mid', 'high'] as const

/** Standard deviations on a scale from 1 to 4. */
const onOneToFour: Readonly<Record<ComponentLevel, PairedComponents>> = {
  low: { sdQuestionSystem: 0.2, sdReviewerSystem: 0.05, sdResidual: 0.45 },
  mid: { sdQuestionSystem: 0.3, sdReviewerSystem: 0.1, sdResidual: 0.5 },
  high: { sdQuestionSystem: 0.4, sdReviewerSystem: 0.2, sdResidual: 0.6 },
}

/** Share of the answers that get a 1 on a binary axis. */
export const binaryMean = 0.8

/** Share of the variance of a binary mark that does not cancel between two systems. */
const binaryShare: Readonly<Record<ComponentLevel, number>> = { low: 0.5, mid: 0.7, high: 0.9 }

/** The sets for an axis: low, mid and high, and those of the plan's own where it gives them. */
export function componentSets(axis: PlannedAxis, review: PlannedReview): ComponentSet[] {
  const { components } = review
  const own =
    typeof components === 'string' ? null : axis.form === 'pairwise' ? components.votes : components.marks
  const level = typeof components === 'string' ? components : 'mid'
  const sets = componentLevels.map(
    (name): ComponentSet => ({
      level: name,
      planned: own === null && name === level,
      marks: axis.form === 'pairwise' ? null : markComponents(axis, name),
      votes: axis.form === 'pairwise' ? voteSharesByLevel[name] : null,
    }),
  )
  if (own === null) return sets
  const marks =
    'residual' in own
      ? {
          sdQuestionSystem: own.questionBySystem,
          sdReviewerSystem: own.reviewerBySystem,
          sdResidual: own.residual,
        }
      : null
  return [...sets, { level: 'own', planned: true, marks, votes: 'residual' in own ? null : own }]
}

function markComponents(axis: PlannedAxis, level: ComponentLevel): PairedComponents {
  if (axis.scale?.kind !== 'binary') return scaled(onOneToFour[level], scaleRange(axis) / 3)
  const base = onOneToFour[level]
  const whole = binaryShare[level] * binaryMean * (1 - binaryMean)
  return scaled(base, Math.sqrt(whole / varianceOf(base)))
}

/** Length of the scale of an absolute axis. */
export function scaleRange(axis: PlannedAxis): number {
  return axis.scale?.kind === 'ordinal' ? axis.scale.max - axis.scale.min : 1
}

/** Variance of one mark that does not cancel between two systems. */
export function varianceOf({ sdQuestionSystem, sdReviewerSystem, sdResidual }: PairedComponents): number {
  return sdQuestionSystem * sdQuestionSystem + sdReviewerSystem * sdReviewerSystem + sdResidual * sdResidual
}

export function scaled(components: PairedComponents, factor: number): PairedComponents {
  return {
    sdQuestionSystem: components.sdQuestionSystem * factor,
    sdReviewerSystem: components.sdReviewerSystem * factor,
    sdResidual: components.sdResidual * factor,
  }
}
