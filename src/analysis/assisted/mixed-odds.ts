import type { ScoredDecision } from '../../assisted/trial-data.ts'
import { glmm } from '../../statistics/crossed/glmm.ts'
import { normalQuantile, normalUpper } from '../../statistics/distributions/normal.ts'
import { ratioOf } from './contrasts.ts'
import { codes, type RightOf } from './outcome-rows.ts'
import type { AssistedOutcome } from './results-schema.ts'

/**
 * Sensitivity: the logistic mixed model right ~ arm + (1 | participant) + (1 | case). Its odds ratios are conditional on person
 * and case. It takes every arm to help alike on every case, so that its interval is too short where arms suit cases differently;
 * no verdict rests on it.
 */
export function mixedOdds(
  decisions: readonly ScoredDecision[],
  right: RightOf,
  arms: readonly string[],
  control: string,
): AssistedOutcome['mixed'] {
  const order = [control, ...arms.filter((arm) => arm !== control)]
  const given = decisions.filter((one) => right(one) !== null && order.includes(one.arm))
  const others = order.slice(1)
  if (given.length === 0) {
    const none = { estimate: null, ci95: null, p: null }
    return {
      n: 0,
      arms: others.map((arm) => ({ arm, oddsRatio: none })),
      varParticipant: null,
      varCase: null,
      reasons: ['There are no marks.'],
    }
  }
  const fit = glmm({
    mark: given.map((one) => (right(one) === true ? 1 : 0)),
    question: codes(given.map((one) => one.participant)),
    reviewer: codes(given.map((one) => one.case)),
    system: given.map((one) => order.indexOf(one.arm)),
    systems: order.length,
  })
  const z = normalQuantile(0.975)
  return {
    n: fit.n,
    arms: others.map((arm, place) => {
      const estimate = fit.coefficients?.[place + 1] ?? null
      const se = fit.se?.[place + 1] ?? null
      const usable = estimate !== null && se !== null && se > 0
      return {
        arm,
        oddsRatio: ratioOf({
          estimate,
          ci: usable ? { lower: estimate - z * se, upper: estimate + z * se } : null,
          p: usable ? Math.min(1, 2 * normalUpper(Math.abs(estimate / se))) : null,
        }),
      }
    }),
    varParticipant: fit.varQuestion,
    varCase: fit.varReviewer,
    // The model speaks of questions and reviewers; here they are participants and cases.
    reasons: fit.reasons.map((reason) =>
      reason
        .replaceAll('question', 'participant')
        .replaceAll('reviewer', 'case')
        .replaceAll('system', 'arm')
        .replaceAll('mark', 'decision'),
    ),
  }
}
