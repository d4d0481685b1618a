import { marginOnEstimate } from '../../protocol/margin.ts'
import type { Plan, PlannedHypothesis } from '../../protocol/plan.ts'
import { smallestProvableMargin } from '../../statistics/equivalence/smallest-provable-margin.ts'
import type { LookTimes } from '../looks/look-times.ts'
import type { EstimateResult, Verdict, VerdictName } from '../results-schema.ts'
import { type AnswerSet, answerSets, type ContrastValues } from '../sections/contrast-values.ts'
import { estimateOf } from '../sections/estimate.ts'
import { outcomeCounts } from '../sections/pairwise-outcomes.ts'
import { chosenBy } from '../sections/section.ts'
import { assaySensitivity } from './assay-sensitivity.ts'
import { decide } from './decide.ts'
import { examineHypotheses } from './examine-hypotheses.ts'
import { adjustFamilies, adjustForLook, adjustInFamilies } from './family.ts'
import { fragility } from './fragility.ts'
import type { HypothesisSource } from './hypothesis-source.ts'
import type { HypothesisTest } from './hypothesis-test.ts'
import { verdictRemarks } from './verdict-remarks.ts'
import { headline } from './verdict-words.ts'

/**
 * The verdicts on all locked hypotheses of a plan.
 *
 * @param sources One per hypothesis of the plan, in its order.
 * @param arms The plan's arms with their codes; -1 for an arm without marks.
 * @param times Of the looks up to this one, or of all that are planned.
 * @param look Number of the look among them, from 1.
 */
export function verdicts(
  sources: readonly HypothesisSource[],
  arms: readonly { readonly id: string; readonly code: number }[],
  plan: Plan,
  times: LookTimes,
  look: number,
): Verdict[] {
  const choice = chosenBy(plan)
  const examined = examineHypotheses(sources, arms, plan)
  const adjusted = adjustFamilies(
    plan.hypotheses,
    examined.map((one) => one.test.claim),
    times,
    look,
  )
  return examined.map((one, index): Verdict => {
    const { hypothesis, form, source, contrast, estimate, uncompared, test, testOf } = one
    const p = adjusted[index] ?? { raw: null, lookAdjusted: null, adjusted: null, familySize: 1 }
    const assay = hypothesis.kind === 'superiority' ? null : assaySensitivity(source, arms, plan, choice)
    const decideWith = (changed: EstimateResult, changedTest: HypothesisTest, claim: number | null) =>
      decide(
        hypothesis,
        {
          claim,
          estimate: changed.estimate,
          // The opposite of a claim was not planned, so it gets the plainest correction: Bonferroni.
          worse: () => bonferroni(adjustForLook(changedTest.worse, 1, times, look), p.familySize),
          better: () => bonferroni(adjustForLook(changedTest.better, 1, times, look), p.familySize),
        },
        assay?.shown ?? false,
      )
    const verdictOf = (values: Float64Array): VerdictName => {
      const changed = estimateOf({ ...contrast, values })
      const changedTest = testOf(changed)
      const own = adjustForLook(changedTest.claim, hypothesis.sides, times, look)
      const atLook = adjusted.map((other, place) => (place === index ? own : other.lookAdjusted))
      return decideWith(changed, changedTest, adjustInFamilies(plan.hypotheses, atLook)[index] ?? null)
    }
    const verdict = decideWith(estimate, test, p.adjusted)
    const { margin } = hypothesis
    const bare = {
      hypothesis: {
        ...hypothesis,
        against: [...hypothesis.against],
        stratum: hypothesis.stratum,
        margin: margin === null ? null : { ...margin, onEstimate: marginOnEstimate(margin) },
      },
      verdict,
      headline: headline({ hypothesis, verdict, estimate, uncompared, interval: test.interval }, plan),
      outcomes: form === 'pairwise' ? outcomeCounts(contrast) : null,
      estimate,
      interval: test.interval,
      p,
      assaySensitivity: assay,
      smallestProvableMargin: provableMargin(hypothesis, estimate, test),
      answerSets: answerSets.map((set) => answerSetResult(set, choice.answerSet, one.contrastUnder(set))),
      fragility: fragility(contrast, verdict, verdictOf, {
        seed: plan.seed,
        stream: hypothesis.id,
        costly: times.information.length > 1,
      }),
    }
    return { ...bare, remarks: verdictRemarks(bare, plan) }
  })
}

function answerSetResult(
  set: AnswerSet,
  chosen: AnswerSet,
  contrast: ContrastValues,
): Verdict['answerSets'][number] {
  const { estimate, ci95, n, nQuestions } = estimateOf(contrast)
  return { set, chosen: set === chosen, estimate, ci95, n, nQuestions }
}

function bonferroni(p: number | null, hypotheses: number): number | null {
  return p === null ? null : Math.min(1, p * hypotheses)
}

/** Non-inferiority asks of the lower side only; equivalence of both. */
function provableMargin(
  hypothesis: PlannedHypothesis,
  estimate: EstimateResult,
  test: HypothesisTest,
): number | null {
  if (test.interval === null || hypothesis.kind === 'superiority') return null
  if (hypothesis.kind === 'non-inferiority') return Math.max(0, -test.interval.lower)
  return smallestProvableMargin(
    estimate.estimate,
    estimate.standardErrors.used,
    estimate.df,
    hypothesis.alpha,
  )
}
