import { canonicalHash } from '../../protocol/hash.ts'
import { dueLook } from './due-look.ts'
import type { GatePlan } from './gate-plan.ts'
import { type GateResults, type GateTest, gateResultsSchema, wholeVerdict } from './gate-results.ts'
import type { GateOutcomes } from './outcomes.ts'
import { dataOfOutcomes, questionsOfOutcomes } from './outcomes-hash.ts'
import { type GateRun, historyOf } from './record/gate-history.ts'
import { calibrationTest } from './tests/calibration.ts'
import { floorsTest } from './tests/floors.ts'
import { hygieneTest } from './tests/hygiene.ts'
import { qualityTest } from './tests/quality.ts'
import { safetyTest } from './tests/safety.ts'
import { strataOf, strataTest } from './tests/strata.ts'

export interface GateRequest {
  readonly plan: GatePlan
  readonly outcomes: GateOutcomes
  /** The runs on record, in the order of writing. */
  readonly runs: readonly GateRun[]
  readonly softwareVersion: string
}

/**
 * Puts a candidate through the six tests of its plan. Plan, outcomes and record decide everything: the same three give the
 * same bytes.
 */
export function runGate({ plan, outcomes, runs, softwareVersion }: GateRequest): GateResults {
  if (plan.outcomes !== outcomes.kind)
    throw new RangeError(`the plan is for ${plan.outcomes}, and the outcomes are those of ${outcomes.kind}`)
  const { candidate, incumbent } = outcomes
  const keys = {
    planSha256: canonicalHash(plan),
    dataSha256: dataOfOutcomes(outcomes),
    questionsSha256: questionsOfOutcomes(outcomes),
    candidate,
    incumbent,
  }
  const history = historyOf(runs, keys)
  const { quality } = outcomes
  const canDecide = quality.markedBy !== 'machine' && quality.unjudgedQuestions === 0
  const judged = canDecide ? new Set(quality.question).size : null
  const context = { plan, outcomes, look: dueLook(plan, judged, history) }
  const strata = strataOf(context)
  const tests = [
    qualityTest(context),
    floorsTest(context),
    safetyTest(context),
    calibrationTest(context),
    strataTest(context, strata),
    hygieneTest(context, history),
  ]
  const verdict = wholeVerdict(tests)
  const superior = verdict === 'pass' && isSuperior(tests) && context.look.number === context.look.of
  return gateResultsSchema.parse({
    schemaVersion: 1,
    verdict,
    sentence: sentenceOf(verdict, superior, outcomes, tests),
    candidate,
    incumbent,
    plan,
    planSha256: keys.planSha256,
    dataSha256: keys.dataSha256,
    look: context.look,
    superior,
    tests,
    strata,
    findings: [...outcomes.hygiene.findings],
    earlierRuns: history.earlier,
    candidatesOnThisSet: history.candidatesOnThisSet,
    softwareVersion,
  })
}

/** The line of the record that this run leaves. @param at Moment of the run, ISO 8601 in UTC. */
export function recordOfRun(results: GateResults, outcomes: GateOutcomes, at: string): GateRun {
  const { planSha256, dataSha256, candidate, incumbent, look, verdict } = results
  return {
    ...{ planSha256, dataSha256, questionsSha256: questionsOfOutcomes(outcomes), candidate, incumbent },
    ...{ look: look.number, looks: look.of, information: look.information, verdict, at },
  }
}

function isSuperior(tests: readonly GateTest[]): boolean {
  const main = tests.flatMap(({ checks }) => checks).find(({ id }) => id === 'quality.main')
  return main !== undefined && main.interval !== null && main.interval.lower > 0
}

function sentenceOf(
  verdict: GateResults['verdict'],
  superior: boolean,
  { candidate, incumbent }: GateOutcomes,
  tests: readonly GateTest[],
): string {
  const by = (wanted: GateResults['verdict']) =>
    tests.filter((test) => test.verdict === wanted).map(({ title }) => title.toLowerCase())
  if (verdict === 'pass')
    return superior
      ? `${candidate} passes and is better than ${incumbent}.`
      : `${candidate} passes: it is not worse than ${incumbent} by the margin or more.`
  if (verdict === 'fail') return `${candidate} fails against ${incumbent}: ${by('fail').join('; ')}.`
  return `${candidate} needs more judging before it can pass against ${incumbent}: ${by('needs-judging').join('; ')}.`
}
