import type { Plan, PlannedHypothesis } from '../../protocol/plan.ts'
import type { EstimateResult } from '../results-schema.ts'
import type { AnswerSet, ContrastValues } from '../sections/contrast-values.ts'
import { estimateOf } from '../sections/estimate.ts'
import { chosenBy } from '../sections/section.ts'
import type { HypothesisSource } from './hypothesis-source.ts'
import { type HypothesisTest, testHypothesis, untested } from './hypothesis-test.ts'

/** A hypothesis with its estimate and its test, before look and family. */
export interface Examined extends HypothesisSource {
  readonly contrast: ContrastValues
  /** The same contrast under another treatment of refusals. */
  readonly contrastUnder: (answerSet: AnswerSet) => ContrastValues
  /** Arms of the hypothesis that the candidate was never compared with. */
  readonly uncompared: readonly string[]
  readonly estimate: EstimateResult
  readonly test: HypothesisTest
  /** The test on another estimate. */
  readonly testOf: (estimate: EstimateResult) => HypothesisTest
}

/**
 * Estimates and tests every hypothesis by itself.
 *
 * @param sources One per hypothesis of the plan, in its order.
 * @param arms The plan's arms with their codes; -1 for an arm without marks.
 */
export function examineHypotheses(
  sources: readonly HypothesisSource[],
  arms: readonly { readonly id: string; readonly code: number }[],
  plan: Plan,
): Examined[] {
  const choice = chosenBy(plan)
  const code = (id: string) => arms.find((arm) => arm.id === id)?.code ?? -1
  return sources.map((one): Examined => {
    const { hypothesis, source } = one
    const contrastWith = (against: readonly string[], answerSet: AnswerSet): ContrastValues =>
      source.contrast(code(hypothesis.candidate), against.map(code), { ...choice, answerSet })
    const contrastUnder = (answerSet: AnswerSet) => contrastWith(hypothesis.against, answerSet)
    const contrast = contrastUnder(choice.answerSet)
    const uncompared = hypothesis.against.filter(
      (arm) => contrastWith([arm], choice.answerSet).values.length === 0,
    )
    // A verdict names all its arms, so it needs comparisons with each of them.
    const testOf = (estimate: EstimateResult) =>
      uncompared.length > 0 ? untested : testOfEstimate(hypothesis, estimate)
    const estimate = estimateOf(contrast)
    return { ...one, contrast, contrastUnder, uncompared, estimate, test: testOf(estimate), testOf }
  })
}

function testOfEstimate(hypothesis: PlannedHypothesis, estimate: EstimateResult): HypothesisTest {
  return testHypothesis(hypothesis, {
    estimate: estimate.estimate,
    se: estimate.standardErrors.used,
    df: estimate.df,
  })
}
