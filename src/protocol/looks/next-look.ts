import type { PlannedLooks } from '../plan.ts'
import { informationOf, type MarksOnRecord, type TakenLook } from './taken-look.ts'

/** Where a blind review stands on the way through its planned looks. */
export type NextLook =
  /** No look is planned before the last one, all of them were taken, or the review brings no marks to time them by. */
  | { readonly state: 'none' }
  /** Every mark is there: what is left is the last look, after unblinding. */
  | { readonly state: 'complete' }
  | {
      readonly state: 'waiting' | 'due'
      readonly number: number
      /** Planned share of the marks. */
      readonly planned: number
      /** Marks that make this share. */
      readonly needed: number
    }

/**
 * The next look: the last planned one whose share of the marks has been reached, so that looks which nobody took in time
 * are passed over, or else the first that is still to come. The last planned look is never one of them.
 *
 * @param taken Those on record.
 */
export function nextLook(
  { information }: PlannedLooks,
  taken: readonly Pick<TakenLook, 'number' | 'marks' | 'due'>[],
  { marks, due }: MarksOnRecord,
): NextLook {
  const last = taken.at(-1)
  const open = information
    .slice(0, -1)
    .map((planned, index) => ({ number: index + 1, planned, needed: marksNeeded(planned, due) }))
    // A plan that was amended may name a share that the last look had passed already.
    .filter(
      ({ number, planned }) => last === undefined || (number > last.number && planned > informationOf(last)),
    )
  const [first] = open
  if (first === undefined || due === 0) return { state: 'none' }
  if (marks >= due) return { state: 'complete' }
  const reached = open.filter(({ needed }) => marks >= needed).at(-1)
  return reached === undefined ? { state: 'waiting', ...first } : { state: 'due', ...reached }
}

/** Half of 1,201 marks are 601; a share such as 0.1 is not exact in binary, and 10% of 30 are 3 all the same. */
function marksNeeded(share: number, due: number): number {
  return Math.max(1, Math.ceil(share * due - 1e-9))
}
