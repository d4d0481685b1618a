import { marginOnEstimate } from '../../protocol/margin.ts'
import type { Plan, PlannedHypothesis } from '../../protocol/plan.ts'
import { smallestProvableMargin } from '../../statistics/equivalence/smallest-provable-margin.ts'
import type { EstimateResult, Verdict, VerdictName } from '../results-schema.ts'
import { type AnswerSet, answerSets, type ContrastValues } from '../sections/contrast-values.ts'
import { estimateOf } from '../sections/estimate.ts'
import { outcomeCounts } from '../sections/pairwise-outcomes.ts'
import { chosenBy, type SectionSource } from '../sections/section.ts'
import { assaySensitivity } from './assay-sensitivity.ts'
import { decide } from './decide.ts'
import { adjustFamilies, adjustForLook, adjustInFamilies } from './family.ts'
import { fragility } from './fragility.ts'
import { type HypothesisTest, testHypothesis, untested } from './hypothesis-test.ts'
import { verdictRemarks } from './verdict-remarks.ts'
import { headline } from './verdict-words.ts'

/** A locked hypothesis with the marks that answer it. */
export interface HypothesisSource {
  readonly hypothesis: PlannedHypothesis
  readonly source: SectionSource
}

interface Examined extends HypothesisSource {
  readonly contrast: ContrastValues
  /** Arms of the hypothesis that the candidate was never compared with. */
  readonly uncompared: readonly string[]
  readonly estimate: EstimateResult
  readonly test: HypothesisTest
}

/**
 * The verdicts on all locked hypotheses of a plan.
 *
 * @param sources One per hypothesis of the plan, in its order.
 * @param arms The plan's arms with their codes; -1 for an arm without marks.
 * @param look Number of the look, from 1.
 */
export function verdicts(
  sources: readonly HypothesisSource[],
  arms: readonly { readonly id: string; readonly code: number }[],
  plan: Plan,
  look: number,
): Verdict[] {
  const choice = chosenBy(plan)
  const code = (id: string) => arms.find((arm) => arm.id === id)?.code ?? -1
  const contrastOf = ({ hypothesis, source }: HypothesisSource, answerSet: AnswerSet): ContrastValues =>
    source.contrast(code(hypothesis.candidate), hypothesis.against.map(code), { ...choice, answerSet })
  const examined = sources.map((one): Examined => {
    const contrast = contrastOf(one, choice.answerSet)
    const estimate = estimateOf(contrast)
    const uncompared = one.hypothesis.against.filter(
      (arm) =>
        contrastOf({ ...one, hypothesis: { ...one.hypothesis, against: [arm] } }, choice.answerSet).values
          .length === 0,
    )
    // A verdict names all its arms, so it needs comparisons with each of them.
    const test = uncompared.length > 0 ? untested : testOf(one.hypothesis, estimate)
    return { ...one, contrast, estimate, uncompared, test }
  })
  const adjusted = adjustFamilies(
    plan.hypotheses,
    examined.map((one) => one.test.claim),
    plan.looks,
    look,
  )
  return examined.map((one, index): Verdict => {
    const { hypothesis, source, contrast, estimate, uncompared, test } = one
    const p = adjusted[index] ?? { raw: null, lookAdjusted: null, adjusted: null, familySize: 1 }
    const assay = hypothesis.kind === 'superiority' ? null : assaySensitivity(source, arms, plan, choice)
    const decideWith = (changed: EstimateResult, changedTest: HypothesisTest, claim: number | null) =>
      decide(
        hypothesis,
        {
          claim,
          estimate: changed.estimate,
          // The opposite of a claim was not planned, so it gets the plainest correction: Bonferroni.
          worse: () => bonferroni(adjustForLook(changedTest.worse, 1, plan.looks, look), p.familySize),
          better: () => bonferroni(adjustForLook(changedTest.better, 1, plan.looks, look), p.familySize),
        },
        assay?.shown ?? false,
      )
    const verdictOf = (values: Float64Array): VerdictName => {
      const changed = estimateOf({ ...contrast, values })
      const changedTest = uncompared.length > 0 ? untested : testOf(hypothesis, changed)
      const own = adjustForLook(changedTest.claim, hypothesis.sides, plan.looks, look)
      const atLook = adjusted.map((other, place) => (place === index ? own : other.lookAdjusted))
      return decideWith(changed, changedTest, adjustInFamilies(plan.hypotheses, atLook)[index] ?? null)
    }
    const verdict = decideWith(estimate, test, p.adjusted)
    const { margin } = hypothesis
    const bare = {
      hypothesis: {
        ...hypothesis,
        against: [...hypothesis.against],
        margin: margin === null ? null : { ...margin, onEstimate: marginOnEstimate(margin) },
      },
      verdict,
      headline: headline({ hypothesis, verdict, estimate, uncompared, interval: test.interval }, plan),
      outcomes: 'strengthKnown' in source ? outcomeCounts(contrast) : null,
      estimate,
      interval: test.interval,
      p,
      assaySensitivity: assay,
      smallestProvableMargin: provableMargin(hypothesis, estimate, test),
      answerSets: answerSets.map((set) => answerSetResult(set, choice.answerSet, contrastOf(one, set))),
      fragility: fragility(contrast, verdict, verdictOf, {
        seed: plan.seed,
        stream: hypothesis.id,
        costly: plan.looks.information.length > 1,
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

function testOf(hypothesis: PlannedHypothesis, estimate: EstimateResult): HypothesisTest {
  return testHypothesis(hypothesis, {
    estimate: estimate.estimate,
    se: estimate.standardErrors.used,
    df: estimate.df,
  })
}
