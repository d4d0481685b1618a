import type { Lock } from '../../protocol/lock.ts'
import { lookSections } from '../../protocol/looks/look-sections.ts'
import { type NextLook, nextLook } from '../../protocol/looks/next-look.ts'
import { saidByLook } from '../../protocol/looks/said-by-look.ts'
import { parseProtocol } from '../../protocol/read.ts'
import { readLookMarks } from '../../store/review/look-marks.ts'
import { readLooks } from '../../store/review/looks.ts'
import type { Blindness } from '../../store/review/unblind.ts'
import type { StudyLooks } from '../contract/looks.ts'
import type { ServedStudy } from './served-study.ts'

/**
 * The planned looks of a review: what those that were taken said, crossed or not, and when the next one is due. Null where
 * there is no open review, or the locked plan has its one look at the end.
 *
 * @param lock The last one; null where nothing was locked, and so no look was planned.
 * @param withNames Whether it is told by name who took a look.
 */
export async function studyLooks(
  { store, study, command }: ServedStudy,
  lock: Lock | null,
  blindness: Blindness,
  withNames: boolean,
): Promise<StudyLooks | null> {
  if (lock === null || blindness.state === 'no-review') return null
  const { plan } = parseProtocol(lock.protocol, (path) => ({ field: path.join('.') }))
  const taken = await readLooks(store, study)
  const planned = plan.looks.information.length
  if (planned === 1 && taken.length === 0) return null
  const next: NextLook =
    blindness.state === 'blind'
      ? nextLook(
          plan.looks,
          taken,
          await readLookMarks(store, study, lookSections(plan), plan.minimumActiveSeconds),
        )
      : { state: 'none' }
  return {
    planned,
    taken: taken.map((look) => ({
      number: look.number,
      at: look.at,
      person: look.person,
      name: withNames ? look.name : null,
      marks: look.marks,
      due: look.due,
      said: saidByLook(plan, look),
    })),
    next:
      next.state === 'due' || next.state === 'waiting'
        ? { state: next.state, number: next.number, needed: next.needed }
        : { state: next.state, number: null, needed: null },
    command: next.state === 'due' ? command('look --by "Your name" --reason "Why now"') : null,
  }
}
