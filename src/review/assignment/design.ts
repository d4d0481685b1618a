import type { Plan } from '../../protocol/plan.ts'
import type { ReviewSetup } from '../../protocol/review-section.ts'
import type { ReviewForm } from './unit.ts'

/**
 * What there is to show of an arm for an item. `refused` and `failed`: it gave no answer. `excluded`: a person took the
 * answer out of the review. `not-asked`: the item is not put to this arm.
 */
export type AnswerState = 'shown' | 'refused' | 'failed' | 'excluded' | 'not-asked'

export interface ReviewItem {
  /** Unique. */
  readonly key: string
  readonly strata: Readonly<Record<string, string>>
  /** By the id of the arm; an arm that is absent was not asked. */
  readonly answers: Readonly<Record<string, AnswerState>>
}

/** All that the plan of the units is made from. */
export interface ReviewDesign {
  readonly seed: number
  readonly setup: ReviewSetup
  /** Ids, in the order of the protocol. */
  readonly arms: readonly string[]
  /** Strata within which pairs and renderings are balanced, the most important one first. */
  readonly strata: readonly string[]
  /** In any order: the plan does not depend on it. */
  readonly items: readonly ReviewItem[]
}

/** Something planned that nobody is shown, because an answer is not there; the refusal rule decides what it counts. */
export interface LeftOut {
  readonly item: string
  readonly form: ReviewForm
  readonly rendering: string | null
  /** As in `PlannedUnit`: what is left of the unit has the same. */
  readonly round: number
  readonly role: 'study' | 'training' | 'gold'
  readonly arms: readonly [string] | readonly [string, string]
  /** The arms among these whose answers cannot be shown, and why. */
  readonly why: readonly { readonly arm: string; readonly state: Exclude<AnswerState, 'shown'> }[]
}

export function reviewDesign(plan: Plan, items: readonly ReviewItem[]): ReviewDesign {
  const own = plan.review.specialty === null ? [] : [plan.review.specialty.stratum]
  return {
    seed: plan.seed,
    setup: plan.review,
    arms: plan.arms.map((arm) => arm.id),
    strata: [...new Set([...own, ...plan.strata])],
    items,
  }
}

export function answerState(item: ReviewItem, arm: string): AnswerState {
  return Object.hasOwn(item.answers, arm) ? (item.answers[arm] ?? 'not-asked') : 'not-asked'
}
