import type { ScoredDecision } from '../../assisted/trial-data.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Plan, PlannedHypothesis } from '../../protocol/plan.ts'
import { clusteredEffects } from '../../statistics/assisted/clustered-effects.ts'
import { cutDifference } from '../../statistics/assisted/difference-bounds.ts'
import { decide } from '../verdicts/decide.ts'
import { adjustFamilies } from '../verdicts/family.ts'
import { testHypothesis } from '../verdicts/hypothesis-test.ts'
import { ratioOf } from './contrasts.ts'
import { effectOf, type OutcomeName, outcomeNames, rightOf, rowsOf } from './outcome-rows.ts'
import type { TrialVerdict } from './results-schema.ts'
import { trialHeadline } from './trial-words.ts'

/**
 * Verdicts on the locked hypotheses: each is answered by the risk difference of its candidate against its comparator, in the family
 * it was locked in. A hypothesis of an axis that the trial does not measure, or against several arms together, is undetermined.
 *
 * @param decisions of real participants, those who withdrew left out
 */
export function trialVerdicts(
  plan: Plan,
  assisted: AssistedPlan,
  decisions: readonly ScoredDecision[],
): TrialVerdict[] {
  const examined = plan.hypotheses.map((hypothesis) => {
    const effects = effectsOf(hypothesis, assisted, decisions)
    const estimate = effects.riskDifference
    return { hypothesis, effects, test: testHypothesis(hypothesis, estimate) }
  })
  const looks = plan.looks.information.length
  const adjusted = adjustFamilies(
    plan.hypotheses,
    examined.map(({ test }) => test.claim),
    plan.looks,
    looks,
  )
  return examined.map(({ hypothesis, effects, test }, place) => {
    const p = adjusted[place] ?? { raw: null, adjusted: null, familySize: 1 }
    const { estimate } = effects.riskDifference
    const interval = test.interval && { ...test.interval, ...cutDifference(test.interval) }
    const within = (value: number | null) => (value === null ? null : Math.min(1, value * p.familySize))
    const verdict = decide(
      hypothesis,
      {
        claim: p.adjusted,
        estimate,
        // The opposite of a claim was not planned, so it gets the plainest correction: Bonferroni.
        worse: () => within(test.worse),
        better: () => within(test.better),
      },
      // No arm of such a trial is known to be worse, so that it cannot have shown that it would see a difference.
      false,
    )
    return {
      hypothesis: {
        id: hypothesis.id,
        kind: hypothesis.kind,
        axis: hypothesis.axis,
        candidate: hypothesis.candidate,
        against: [...hypothesis.against],
        stratum: hypothesis.stratum === null ? null : { ...hypothesis.stratum },
        alpha: hypothesis.alpha,
        sides: hypothesis.sides,
        family: hypothesis.family,
      },
      verdict,
      headline: trialHeadline(
        {
          hypothesis,
          verdict,
          estimate,
          interval,
          oddsRatio: ratioOf(effects.logOddsRatio),
          n: effects.n,
          participants: effects.nParticipants,
          cases: effects.nCases,
        },
        plan,
      ),
      estimate: effectOf(effects.riskDifference),
      interval,
      p: { raw: p.raw, adjusted: p.adjusted, familySize: p.familySize },
    }
  })
}

function effectsOf(
  hypothesis: PlannedHypothesis,
  { outcomes, cases }: AssistedPlan,
  decisions: readonly ScoredDecision[],
) {
  const outcome = outcomeNames.find((name: OutcomeName) => outcomes[name] === hypothesis.axis)
  const [against] = hypothesis.against
  const { stratum, candidate } = hypothesis
  const asked = new Set(
    cases.flatMap(({ id, strata }) =>
      stratum === null || strata[stratum.name] === stratum.level ? [id] : [],
    ),
  )
  const own =
    outcome === undefined || hypothesis.against.length !== 1
      ? []
      : decisions.filter((one) => asked.has(one.case) && (one.arm === candidate || one.arm === against))
  return clusteredEffects(rowsOf(own, rightOf[outcome ?? 'condition'], (one) => one.arm === against))
}
