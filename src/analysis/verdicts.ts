import { marginOnEstimate } from '../protocol/margin.ts'
import type { Plan, PlannedHypothesis } from '../protocol/plan.ts'
import { smallestProvableMargin } from '../statistics/equivalence/smallest-provable-margin.ts'
import { assaySensitivity } from './assay-sensitivity.ts'
import { answerSets, type ContrastValues } from './contrast-values.ts'
import { decide } from './decide.ts'
import { estimateOf } from './estimate.ts'
import { type AdjustedP, adjustFamilies } from './family.ts'
import { fragility } from './fragility.ts'
import { type HypothesisTest, testHypothesis } from './hypothesis-test.ts'
import { outcomeCounts } from './pairwise-outcomes.ts'
import type { EstimateResult, Verdict, VerdictName } from './results-schema.ts'
import { chosenBy, type SectionSource } from './section.ts'
import { verdictRemarks } from './verdict-remarks.ts'
import { headline } from './verdict-words.ts'

/** A locked hypothesis with the marks that answer it. */
export interface HypothesisSource {
  readonly hypothesis: PlannedHypothesis
  readonly source: SectionSource
}

interface Examined extends HypothesisSource {
  readonly contrast: ContrastValues
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
  const code = (id: string) => arms.find((arm) => arm.id === id)?.code ?? -1
  const choice = chosenBy(plan)
  const examined = sources.map(({ hypothesis, source }): Examined => {
    const contrast = source.contrast(code(hypothesis.candidate), hypothesis.against.map(code), choice)
    const estimate = estimateOf(contrast)
    return { hypothesis, source, contrast, estimate, test: testOf(hypothesis, estimate) }
  })
  const adjusted = adjustFamilies(
    plan.hypotheses,
    examined.map((one) => one.test.claim),
    plan.looks,
    look,
  )
  return examined.map((one, index): Verdict => {
    const { hypothesis, source, contrast, estimate, test } = one
    const parity = hypothesis.kind !== 'superiority'
    const assay = parity ? assaySensitivity(source, arms, plan, choice) : null
    const p = adjusted[index] ?? { raw: null, lookAdjusted: null, adjusted: null, familySize: 1 }
    const verdictOf = (values: Float64Array): VerdictName => {
      const changed = estimateOf({ ...contrast, values })
      const changedTest = testOf(hypothesis, changed)
      const raw = examined.map((other, place) => (place === index ? changedTest.claim : other.test.claim))
      const changedP = adjustFamilies(plan.hypotheses, raw, plan.looks, look)[index] ?? p
      return decideOn(hypothesis, changed, changedTest, changedP, assay?.shown ?? false, plan, look)
    }
    const verdict = decideOn(hypothesis, estimate, test, p, assay?.shown ?? false, plan, look)
    const margin =
      hypothesis.margin === null
        ? null
        : { ...hypothesis.margin, onEstimate: marginOnEstimate(hypothesis.margin) }
    const sets = answerSets.map((set) => {
      const ofSet = estimateOf(
        source.contrast(code(hypothesis.candidate), hypothesis.against.map(code), {
          ...choice,
          answerSet: set,
        }),
      )
      return {
        set,
        chosen: set === choice.answerSet,
        estimate: ofSet.estimate,
        ci95: ofSet.ci95,
        n: ofSet.n,
        nQuestions: ofSet.nQuestions,
      }
    })
    const bare = {
      hypothesis: { ...hypothesis, against: [...hypothesis.against], margin },
      verdict,
      headline: headline({ hypothesis, verdict, estimate, interval: test.interval }, plan),
      outcomes: 'strengthKnown' in source ? outcomeCounts(contrast.values) : null,
      estimate,
      interval: test.interval,
      p,
      assaySensitivity: assay,
      smallestProvableMargin: provableMargin(hypothesis, estimate, test),
      answerSets: sets,
      fragility: fragility(contrast, verdict, verdictOf, plan.seed, hypothesis.id),
    }
    return { ...bare, remarks: verdictRemarks(bare, plan) }
  })
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

function decideOn(
  hypothesis: PlannedHypothesis,
  estimate: EstimateResult,
  test: HypothesisTest,
  p: AdjustedP,
  assayShown: boolean,
  plan: Plan,
  look: number,
): VerdictName {
  // The opposite of a claim is not what was planned, so it gets the plainest correction: Bonferroni.
  const opposite = (raw: number | null): number | null => {
    if (raw === null) return null
    const [atLook] = adjustFamilies([{ ...hypothesis, sides: 1 }], [raw], plan.looks, look)
    return Math.min(1, (atLook?.lookAdjusted ?? 1) * p.familySize)
  }
  return decide(
    hypothesis,
    {
      claim: p.adjusted,
      worse: opposite(test.worse),
      better: opposite(test.better),
      estimate: estimate.estimate,
    },
    assayShown,
  )
}
