import { mostQuestions, type NeededQuestions, neededQuestions } from '../../power/needed-questions.ts'
import type { Plan } from '../../protocol/plan.ts'
import { parityHypothesis } from './parity-protocol.ts'

/** The size of a study of parity, or why there is none. */
export type ParitySize =
  | { readonly kind: 'enough'; readonly questions: number }
  /** No number of questions makes up for so few reviewers; null where `mostReviewers` are not enough either. */
  | { readonly kind: 'too few reviewers'; readonly reviewers: number | null }

const mostReviewers = 1000

/**
 * Questions that a study of parity needs, by the power of its own plan.
 *
 * @param planWith The plan for so many questions, since the share of comparisons with the control hangs on them.
 * @param power Wanted chance of the verdict if the arms are equal.
 */
export function paritySize(planWith: (questions: number) => Plan, power: number): ParitySize {
  // The largest study gives the control the smallest share, so it needs the fewest questions: from there it only grows.
  let questions = mostQuestions
  let needed = needs(planWith(questions), power)
  while (needed !== null && needed.questions !== questions) {
    questions = needed.questions
    needed = needs(planWith(questions), power)
    if (needed !== null && needed.questions <= questions) return { kind: 'enough', questions }
  }
  return needed === null
    ? { kind: 'too few reviewers', reviewers: enoughReviewers(planWith(questions), power) }
    : { kind: 'enough', questions }
}

function needs(plan: Plan, power: number, reviewers?: number): NeededQuestions | null {
  const hypothesis = parityHypothesis(plan)
  if (hypothesis === null || plan.reviewPlan === null) throw new RangeError('the plan must be one of parity')
  const review = reviewers === undefined ? plan.reviewPlan : { ...plan.reviewPlan, reviewers }
  return neededQuestions(plan, review, hypothesis, power)
}

/** Fewest reviewers, in steps of a quarter more, with whom some number of questions is enough. */
function enoughReviewers(plan: Plan, power: number): number | null {
  for (
    let reviewers = (plan.reviewPlan?.reviewers ?? 1) + 1;
    reviewers <= mostReviewers;
    reviewers = Math.ceil(reviewers * 1.25)
  ) {
    if (needs(plan, power, reviewers) !== null) return reviewers
  }
  return null
}
