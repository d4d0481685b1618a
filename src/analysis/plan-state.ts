import type { Deviation } from '../protocol/deviations.ts'
import { protocolDeviations } from '../protocol/deviations.ts'
import type { Lock } from '../protocol/lock.ts'
import type { ProtocolDocument } from '../protocol/schema-v1.ts'
import type { Results } from './results-schema.ts'

type PlanState = Results['plan']['state']

/**
 * Whether the plan came before the data, and the sentence that says so. Marks that were made before the lock
 * make it retrospective, whenever they came into the study.
 *
 * @param data.firstMarkAt When the first outcome mark was made; null where no mark says.
 */
export function planState(
  locks: readonly Lock[],
  data: { readonly marks: number; readonly firstMarkAt: string | null },
): { readonly state: PlanState; readonly sentence: string } {
  const present = locks.at(-1)
  const first = locks[0]
  if (present === undefined || first === undefined) {
    return { state: 'none', sentence: 'No plan was locked: every result is exploratory.' }
  }
  if (!present.retrospective) {
    if (data.firstMarkAt !== null && Date.parse(data.firstMarkAt) < Date.parse(present.lockedAt)) {
      return {
        state: 'retrospective',
        sentence:
          'Analysis plan fixed after the data: marks had been made when it was locked, although they came into this study later.',
      }
    }
    return {
      state: 'prospective',
      sentence:
        data.marks > 0 && data.firstMarkAt === null
          ? 'The analysis plan was locked before any outcome mark was in this study; when the marks were made is not recorded.'
          : 'The analysis plan was locked before any outcome mark was made.',
    }
  }
  const marks = `${present.data.outcomeMarks} outcome marks existed`
  return {
    state: 'retrospective',
    sentence: first.retrospective
      ? `Analysis plan fixed after the data: ${marks} when it was locked.`
      : `Analysis plan amended after the data: ${marks} when it was locked again.`,
  }
}

/**
 * Says that machines had marked answers before the plan was locked. Such marks are no outcome of the plan, and so it
 * stays what it is; but their summary may be read at any time, and tells something of the outcome.
 */
export function machineMarksBefore(lock: Lock | undefined, firstMachineMarkAt: string | null): string[] {
  if (lock === undefined || firstMachineMarkAt === null) return []
  if (Date.parse(firstMachineMarkAt) >= Date.parse(lock.lockedAt)) return []
  return [
    `Machines had marked answers of this study since ${firstMachineMarkAt.slice(0, 10)}, before the plan was locked: whoever read what they say knew something of the outcome.`,
  ]
}

/** Everything in which the study differs from its first lock. @param dataPlace What the unplanned data are. */
export function deviations(
  locks: readonly Lock[],
  writtenNow: ProtocolDocument,
  unplannedData: readonly string[],
  dataPlace = 'marks',
): Deviation[] {
  const present = locks.at(-1)
  const amendments = locks.slice(1).flatMap((lock, index) =>
    protocolDeviations(locks[index]?.protocol, lock.protocol).map(
      (deviation): Deviation => ({
        kind: 'amendment',
        place: deviation.place,
        description: `${deviation.description} (lock ${lock.version}: ${lock.amendmentReason ?? 'no reason given'})`,
      }),
    ),
  )
  const unused = protocolDeviations(present?.protocol ?? writtenNow, writtenNow).map(
    (deviation): Deviation => ({
      ...deviation,
      description: `${deviation.description}; the locked value was used`,
    }),
  )
  const data = unplannedData.map(
    (description): Deviation => ({ kind: 'data', place: dataPlace, description }),
  )
  return [...amendments, ...unused, ...data]
}
