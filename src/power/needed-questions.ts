import { marginOnEstimate } from '../protocol/margin.ts'
import type { Plan, PlannedHypothesis, PlannedReview } from '../protocol/plan.ts'
import { componentSets, scaleRange } from './components.ts'
import { plannedAlpha } from './planned-alpha.ts'
import { plannedDesign } from './planned-rows.ts'
import { rowSums } from './row-sums.ts'
import { type SizeQuestion, verdictPower } from './size-answers.ts'

export interface NeededQuestions {
  readonly questions: number
  /** Chance of the verdict with so many, if the arms are equal. */
  readonly power: number
}

/** More questions than that are asked of nobody. */
export const mostQuestions = 20_000
const fewestQuestions = 20
const roundedTo = 10

/**
 * Fewest questions, in tens, with which a parity hypothesis is proved with the wanted chance if the arms are equal, with the
 * components that the plan rests on.
 *
 * @param review All but the number of questions, which is looked for.
 * @param power Wanted chance, between 0 and 1.
 * @returns Null where `mostQuestions` are not enough: the reviewers are then too few, whatever the questions.
 */
export function neededQuestions(
  plan: Plan,
  review: PlannedReview,
  hypothesis: PlannedHypothesis,
  power: number,
): NeededQuestions | null {
  const axis = plan.axes.find(({ id }) => id === hypothesis.axis)
  if (axis === undefined) throw new RangeError(`no axis ${hypothesis.axis}`)
  if (hypothesis.margin === null) throw new RangeError('the hypothesis must have a margin')
  const margin = marginOnEstimate(hypothesis.margin)
  const set = componentSets(axis, review).find(({ planned }) => planned)
  if (set === undefined) throw new RangeError('no components are planned with')
  const design = plannedDesign(plan, review)
  const question: SizeQuestion = {
    kind: hypothesis.kind,
    sides: hypothesis.sides,
    alpha: plannedAlpha(hypothesis, plan).used,
    opponents: hypothesis.against.length,
    missingShare: review.missingShare,
    tieShare: review.tieShare[axis.id] ?? 0,
    range: scaleRange(axis),
  }
  const powerWith = (questions: number): number => {
    const rows = design(hypothesis, { questions, reviewers: review.reviewers, inRendering: null })
    return verdictPower(rowSums(rows), set, question, margin, 0) ?? 0
  }
  let enough = fewestQuestions
  while (powerWith(enough) < power) {
    enough *= 2
    if (enough > mostQuestions) return null
  }
  let tooFew = enough === fewestQuestions ? 0 : enough / 2
  while (enough - tooFew > roundedTo) {
    const middle = Math.ceil((enough + tooFew) / 2 / roundedTo) * roundedTo
    if (middle >= enough) break
    if (powerWith(middle) < power) tooFew = middle
    else enough = middle
  }
  return { questions: enough, power: powerWith(enough) }
}
