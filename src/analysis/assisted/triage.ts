import type { ScoredDecision } from '../../assisted/trial-data.ts'
import { differenceOf, type RightOf } from './outcome-rows.ts'
import type { AssistedResults } from './results-schema.ts'

/** Sent too high on the scale of urgency: costs, not safety. */
const over: RightOf = ({ triage }) => (triage === null ? null : triage > 0)
/** Sent too low: the one that harms. */
const under: RightOf = ({ triage }) => (triage === null ? null : triage < 0)

/** Over- and under-triage of every arm, and against control. */
export function triageOf(
  decisions: readonly ScoredDecision[],
  arms: readonly string[],
  control: string,
): AssistedResults['triage'] {
  return arms.map((arm) => {
    const own = decisions.filter((one) => one.arm === arm && one.triage !== null)
    const both = decisions.filter((one) => one.arm === arm || one.arm === control)
    const against = (right: RightOf) =>
      arm === control ? null : differenceOf(both, right, (one) => one.arm === control)
    return {
      arm,
      n: own.length,
      exact: own.filter(({ triage }) => triage === 0).length,
      over: own.filter((one) => over(one) === true).length,
      under: own.filter((one) => under(one) === true).length,
      overDifference: against(over),
      underDifference: against(under),
    }
  })
}
