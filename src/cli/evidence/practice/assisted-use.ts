import type { AssistedOutcome, AssistedResults } from '../../../analysis/assisted/results-schema.ts'
import type { Measure, MeasuredStudy, Reading } from '../../../evidence/practice/measures.ts'
import { type Place, problem } from '../../../problem.ts'
import { counted, percent } from '../../../report/format.ts'
import { halfWidth } from './machine-marks.ts'

const outcomes = ['condition', 'disposition'] as const
const words = { condition: 'a relevant condition named', disposition: 'the right disposition' } as const

/**
 * What people decided with each arm against control, and what the model did alone with the whole case.
 *
 * @throws ProblemError PRACTICE_OPEN where the trial still recruits, or coders have not finished
 */
export function assistedUse(results: AssistedResults, place: Place): MeasuredStudy {
  const { study, plan, data, withheld, simulated } = results
  if (withheld !== null)
    throw problem(
      'PRACTICE_OPEN',
      withheld === 'trial-open'
        ? 'The trial still recruits, and its file holds no outcome.'
        : 'Decisions of the trial are not all coded, and its file holds no outcome.',
      withheld === 'trial-open'
        ? 'Close it and analyse it again.'
        : 'Finish the coding and analyse it again.',
      { place: { ...place, field: 'withheld' }, value: withheld },
    )
  return {
    id: study.id,
    title: study.title,
    sample: study.sample,
    protocolHash: plan.protocolHash,
    dataHash: data.hash,
    labels: new Map(plan.arms.map(({ id, label }) => [id, label])),
    measures: [
      ...outcomes.flatMap((outcome) => aloneOf(results, outcome) ?? []),
      ...outcomes.flatMap((outcome) => effectOf(results, outcome) ?? []),
    ],
    remarks:
      simulated === null
        ? []
        : [
            `${study.title}: ${counted(simulated.participants, 'simulated participant')} are in the file and in no number here.`,
          ],
  }
}

function effectOf(
  { outcomes: all, plan }: AssistedResults,
  outcome: AssistedOutcome['outcome'],
): Measure | null {
  const own = all.find((one) => one.outcome === outcome)?.analyses.find(({ set }) => set === 'all')
  if (own === undefined || own.contrasts.length === 0) return null
  const control = own.arms.find(({ arm }) => arm === plan.control)
  const label = plan.arms.find(({ id }) => id === plan.control)?.label ?? plan.control
  const base = control === undefined ? '' : ` (${percent(control.risk)} of ${counted(control.n, 'decision')})`
  return {
    kind: `assisted-${outcome}`,
    of: `People who decided with the arm: share with ${words[outcome]} less that of ${label}${base}; interval clustered by participant and case`,
    unit: 'decisions',
    readings: own.contrasts.map(
      ({ arm, n, riskDifference: { estimate, ci95, se } }): Reading => ({
        arm,
        estimate,
        interval: ci95 === null ? null : { ...ci95, level: 0.95 },
        n: n.arm,
        // Control's part moves the differences of all arms alike: of the variance the arm's own is taken, by the numbers of decisions.
        error: se === null ? null : se * Math.sqrt(n.control / (n.arm + n.control)),
      }),
    ),
  }
}

function aloneOf({ stages }: AssistedResults, outcome: AssistedOutcome['outcome']): Measure | null {
  const readings = (stages?.find((one) => one.outcome === outcome)?.arms ?? []).flatMap(({ arm, shares }) => {
    const alone = shares.find(({ stage }) => stage === 'expert-query')
    return alone === undefined
      ? []
      : [
          {
            arm,
            estimate: alone.share,
            interval: alone.ci95 === null ? null : { ...alone.ci95, level: 0.95 },
            n: alone.scored,
            error: alone.ci95 === null ? null : halfWidth(alone.ci95, 0.95),
          },
        ]
  })
  return readings.length === 0
    ? null
    : {
        kind: `alone-${outcome}`,
        of: `The model alone with the whole case: share with ${words[outcome]}, cases weighted as people met them`,
        unit: 'cases',
        readings,
      }
}
