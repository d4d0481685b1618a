import { areaUnderCurve } from '../../../statistics/blinding/auc.ts'
import { calibrationError } from '../../../statistics/calibration/ece.ts'
import type { GateContext } from '../gate-context.ts'
import type { RankerGatePlan } from '../gate-plan.ts'
import { type GateCheck, type GateTest, wholeVerdict } from '../gate-results.ts'
import { limitRule } from '../measures/limit-rule.ts'
import { shownNumber } from '../measures/shown-number.ts'
import type { GateOutcomes } from '../outcomes.ts'
import { marginCheck } from './margin-check.ts'

/** Does the candidate know how sure it may be? Of arms that write: do they answer as often, and as fast? */
export function calibrationTest(context: GateContext): GateTest {
  const { plan, outcomes } = context
  if (plan.outcomes === 'rankers') {
    const checks = rankerChecks(plan, outcomes)
    return { id: 'calibration', title: 'Calibration', verdict: wholeVerdict(checks), checks }
  }
  const { unanswered, latency } = plan.calibration
  const checks = [
    marginCheck(context, {
      id: 'calibration.unanswered',
      title: 'Fewer questions refused or failed',
      differences: outcomes.unanswered,
      margin: unanswered.margin,
      planned: unanswered.questions,
      ifMissing: 'the study has no answers of both arms',
    }),
    ...(latency === null
      ? []
      : [
          marginCheck(context, {
            id: 'calibration.latency',
            title: 'Seconds saved per answer',
            differences: outcomes.latency,
            margin: latency.margin,
            planned: latency.questions,
            ifMissing: 'the answers were not collected by calls that were timed',
          }),
        ]),
  ]
  return { id: 'calibration', title: 'Calibration and service', verdict: wholeVerdict(checks), checks }
}

function rankerChecks({ calibration }: RankerGatePlan, outcomes: GateOutcomes): GateCheck[] {
  return [
    ...(calibration.pairs === null ? [] : [pairCheck(outcomes, calibration.pairs)]),
    ...(calibration.abstention === null ? [] : [abstentionCheck(outcomes, calibration.abstention)]),
  ]
}

function pairCheck(
  { pairs }: GateOutcomes,
  { limit, questions: planned }: { readonly limit: number; readonly questions: number },
): GateCheck {
  const title = 'Calibration error of pair probabilities'
  const questions = pairs === null ? 0 : new Set(pairs.question).size
  const value = pairs === null ? null : calibrationError(pairs.probability, pairs.outcome).ece
  const rule = limitRule({
    ...{ isStated: pairs !== null, value, interval: null, limit, side: 'most', questions, planned },
  })
  return {
    ...{ id: 'calibration.pairs', title, verdict: rule.verdict, questions, planned, reviewers: null },
    sentence: `${title}: ${shownNumber(value)} over ${pairs?.outcome.length ?? 0} pairs against at most ${shownNumber(limit)}; ${rule.reason}.`,
    ...{ estimate: value, bound: null, against: limit, interval: null },
  }
}

function abstentionCheck(
  { confidence }: GateOutcomes,
  { least, questions: planned }: { readonly least: number; readonly questions: number },
): GateCheck {
  const title = 'Area under the curve of the confidence'
  const questions = confidence?.confidence.length ?? 0
  const area =
    confidence === null
      ? null
      : areaUnderCurve(
          confidence.confidence,
          [...confidence.relevant].map((relevant) => relevant === 1),
        )
  const value = area?.auc ?? null
  const interval = area?.ci ?? null
  const rule = limitRule({
    ...{ isStated: confidence !== null, value, interval, limit: least, side: 'least', questions, planned },
  })
  return {
    ...{ id: 'calibration.abstention', title, verdict: rule.verdict, questions, planned, reviewers: null },
    sentence: `${title}: ${shownNumber(value)} against at least ${shownNumber(least)}; ${rule.reason}.`,
    ...{ estimate: value, bound: null, against: least, interval },
  }
}
