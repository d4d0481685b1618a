import { twoWayError } from '../../../statistics/crossed/two-way-error.ts'
import { tCdf } from '../../../statistics/distributions/student-t.ts'
import { adjustP } from '../../../statistics/multiplicity/adjust.ts'
import type { GateContext } from '../gate-context.ts'
import { type GateCheck, type GateStratum, type GateTest, wholeVerdict } from '../gate-results.ts'
import { shownGain, shownNumber } from '../measures/shown-number.ts'
import type { Differences } from '../outcomes.ts'

interface StratumError {
  readonly name: string
  readonly value: string
  readonly questions: number
  readonly estimate: number | null
  readonly p: number | null
}

/**
 * The values of the planned strata with the gain in quality in each. The p-value is that of a loss greater than the margin:
 * P(T < (gain + margin)/se) with the two-way standard error. Values with too few questions are listed and not tested.
 */
export function strataOf({ plan, outcomes }: Pick<GateContext, 'plan' | 'outcomes'>): GateStratum[] {
  const found = plan.strata.names.flatMap((name) => {
    const values = new Set(outcomes.questions.flatMap(({ strata }) => ownValue(strata, name)))
    return [...values].sort().map((value) => errorIn(name, value, plan.quality.margin, outcomes))
  })
  const isTested = ({ questions }: StratumError) => questions >= plan.strata.leastQuestions
  const adjusted = adjustP(
    found.map((one) => (isTested(one) ? one.p : null)),
    'holm',
  )
  return found.map((one, index) => ({
    ...one,
    tested: isTested(one),
    p: isTested(one) ? one.p : null,
    adjustedP: adjusted[index] ?? null,
  }))
}

/** Is there a stratum in which the candidate is worse by more than the margin? */
export function strataTest(context: GateContext, strata: readonly GateStratum[]): GateTest {
  const checks = [
    ...strata.filter(({ tested }) => tested).map((stratum) => stratumCheck(context, stratum)),
    ...context.plan.strata.names
      .filter((wanted) => !strata.some(({ name }) => name === wanted))
      .map((name) => unknownStratum(context, name)),
  ]
  return { id: 'strata', title: 'No stratum that loses', verdict: wholeVerdict(checks), checks }
}

function stratumCheck(
  { plan, outcomes, look }: GateContext,
  { name, value, questions, estimate, adjustedP }: GateStratum,
): GateCheck {
  const { margin } = plan.quality
  // Where all questions of a stratum lose alike no spread gives a p.
  const isLost = adjustedP === null ? estimate !== null && estimate < -margin : adjustedP <= look.alpha
  const byMachine = outcomes.quality.markedBy === 'machine'
  const reason = byMachine
    ? 'a machine made these marks'
    : isLost
      ? 'a loss greater than the margin is shown'
      : 'no loss greater than the margin is shown'
  return {
    ...{
      id: `strata.${name}.${value}`,
      title: `${name}: ${value}`,
      questions,
      planned: null,
      reviewers: null,
    },
    verdict: byMachine ? 'needs-judging' : isLost ? 'fail' : 'pass',
    sentence: `${name}: ${value}: gain ${shownGain(estimate)} over ${questions} questions, Holm-adjusted p of a loss beyond ${shownNumber(margin)} ${shownNumber(adjustedP)}; ${reason}.`,
    ...{ estimate, bound: null, against: -margin, interval: null },
  }
}

function unknownStratum({ plan }: GateContext, name: string): GateCheck {
  return {
    ...{ id: `strata.${name}`, title: name, verdict: 'needs-judging', questions: 0, planned: null },
    sentence: `${name}: no question says its value, and the plan names this stratum.`,
    ...{ reviewers: null, estimate: null, bound: null, against: -plan.quality.margin, interval: null },
  }
}

function errorIn(
  name: string,
  value: string,
  margin: number,
  { questions, quality }: GateContext['outcomes'],
): StratumError {
  const inside = new Set(
    questions.flatMap(({ strata }, index) => (ownValue(strata, name)[0] === value ? [index] : [])),
  )
  const rows = [...quality.question.keys()].filter((row) => inside.has(quality.question[row]!))
  const { estimate, seTwoWay, df, nQuestions } = twoWayError(
    Float64Array.from(rows, (row) => quality.gain[row]!),
    Int32Array.from(rows, (row) => quality.question[row]!),
    picked(quality, rows),
  )
  const p =
    estimate === null || seTwoWay === null || seTwoWay === 0 || df === null
      ? null
      : tCdf((estimate + margin) / seTwoWay, df)
  return { name, value, questions: nQuestions, estimate, p }
}

function picked({ reviewer }: Differences, rows: readonly number[]): Int32Array | null {
  return reviewer === null ? null : Int32Array.from(rows, (row) => reviewer[row]!)
}

function ownValue(strata: Readonly<Record<string, string>>, name: string): string[] {
  const value = Object.hasOwn(strata, name) ? strata[name] : undefined
  return value === undefined ? [] : [value]
}
