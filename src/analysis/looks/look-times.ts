import { informationOf, type MarksOnRecord, type TakenLook } from '../../protocol/looks/taken-look.ts'
import type { PlannedLooks } from '../../protocol/plan.ts'

/** When looks were or are planned, as alpha spending asks it. */
export interface LookTimes extends PlannedLooks {
  /** What each look really had, where that is not in proportion to `information`. */
  readonly amounts?: readonly number[]
}

/** The looks up to an interim one: those on record at the share of the marks that they really had, and this one. */
export function interimTimes(
  { spending }: PlannedLooks,
  taken: readonly TakenLook[],
  present: MarksOnRecord,
): LookTimes {
  return { spending, information: [...taken.map(informationOf), informationOf(present)] }
}

/**
 * The looks up to the last one, which spends all that those on record have left, however many marks there are at the
 * end. A look that nobody took has spent nothing. How strongly two looks hang together is a matter of the marks they
 * really had; a look after which no mark came has seen the same marks as the last one, and is one look with it.
 */
export function finalTimes(
  { spending }: PlannedLooks,
  taken: readonly TakenLook[],
  present: MarksOnRecord,
): LookTimes {
  const end = present.due > 0 ? informationOf(present) : 1
  const before = taken.map(informationOf).filter((information) => information < end)
  return { spending, information: [...before, 1], amounts: [...before, end] }
}
