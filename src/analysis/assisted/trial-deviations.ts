import type { Encounter } from '../../assisted/trial-data.ts'
import type { Deviation } from '../../protocol/deviations.ts'
import type { Lock } from '../../protocol/lock.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { deviations } from '../plan-state.ts'

/** What a trial's deviations are found in. */
export interface TrialRecordOfPlan {
  /** Oldest first. */
  readonly locks: readonly Lock[]
  /** The protocol as its file has it now. */
  readonly writtenNow: ProtocolDocument
}

/**
 * Everything in which the trial differs from its first lock: changes of the protocol, and encounters with an arm or a case that the plan
 * in force does not have.
 *
 * @param encounters Of real participants; none while the trial is open, since counts by arm would tell the next allocation.
 */
export function trialDeviations(
  { locks, writtenNow }: TrialRecordOfPlan,
  plan: Plan,
  cases: readonly string[],
  encounters: readonly Pick<Encounter, 'arm' | 'case'>[],
): Deviation[] {
  const arms = plan.arms.map(({ id }) => id)
  const unplanned = [
    ...unknown(
      'arm',
      encounters.map(({ arm }) => arm),
      arms,
    ),
    ...unknown(
      'case',
      encounters.map((one) => one.case),
      cases,
    ),
  ]
  return deviations(locks, writtenNow, unplanned, 'encounters')
}

function unknown(what: string, found: readonly string[], planned: readonly string[]): string[] {
  const others = [...new Set(found)].filter((one) => !planned.includes(one)).sort()
  return others.map((other) => {
    const n = found.filter((one) => one === other).length
    return `${n} ${n === 1 ? 'encounter' : 'encounters'} with the ${what} ${other}, which the plan does not have`
  })
}
