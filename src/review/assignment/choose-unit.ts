import { createGenerator } from '../../statistics/random/generator.ts'
import type { Dealing, ReviewerRecord } from './dealing.ts'
import { dueGold } from './due-gold.ts'
import { excludedArms, maySee, type Reviewer, specialtyTier } from './reviewer.ts'
import type { PlannedUnit } from './unit.ts'
import type { UnitBook } from './unit-book.ts'

/** Other questions between the first and the second showing of a question. */
const repeatGap = 10
/** The same where nothing else is left to do. */
const shortestRepeatGap = 3

/**
 * Chooses what a reviewer gets next: training first, then the questions of the study, with gold and what is shown once
 * more between them. Of the questions that the reviewer may get, those marked least often come first, by lot among equals.
 * Until something is taken, done or returned the choice for a reviewer stays the same.
 *
 * @returns The number of a unit; null where nothing is left for this reviewer.
 */
export function chooseUnit(dealing: Dealing, reviewer: Reviewer): number | null {
  const { book } = dealing
  const { setup } = book
  const record = dealing.recordOf(reviewer.id)
  const excluded = excludedArms(reviewer, setup)
  const isOpen = (unit: PlannedUnit) =>
    !record.open.has(unit.number) && !record.done.has(unit.number) && maySee(unit, reviewer, excluded)

  const training = book.training.find(isOpen)
  if (training !== undefined) return training.number
  if (setup.most !== null && record.load >= setup.most) return null
  const gap = Math.min(repeatGap, setup.most === null ? repeatGap : Math.max(1, Math.floor(setup.most / 2)))
  return (
    dueRepeat(gap) ??
    dueGold(book, reviewer, record, isOpen) ??
    leastMarked(dealing, reviewer, record, isOpen) ??
    dueRepeat(Math.min(gap, shortestRepeatGap)) ??
    ownReturned()
  )

  /** The one whose first showing lies furthest back, with at least `others` questions between. */
  function dueRepeat(others: number): number | null {
    const due = [...record.toRepeat]
      .filter(([, turn]) => record.turns - turn - 1 >= others)
      .map(([unit, turn]) => ({ unit: book.units[book.repeatOf.get(unit) ?? -1], turn }))
      .filter(({ unit }) => unit !== undefined && dealing.isFree(unit.number) && isOpen(unit))
      .sort((one, other) => one.turn - other.turn)
    return due[0]?.unit?.number ?? null
  }

  /** A question that the reviewer left undone and nobody took since: it is taken up again when nothing else is left. */
  function ownReturned(): number | null {
    for (const number of record.returned) {
      const unit = book.units[number]
      if (unit === undefined || book.slotOf[number] === null) continue
      if (dealing.isFree(number) && isOpen(unit)) return number
    }
    return null
  }
}

function leastMarked(
  dealing: Dealing,
  reviewer: Reviewer,
  record: ReviewerRecord,
  isOpen: (unit: PlannedUnit) => boolean,
): number | null {
  const { book } = dealing
  const canTake = (number: number) => {
    const unit = book.units[number]
    return unit !== undefined && dealing.isFree(number) && isOpen(unit)
  }
  let lowest = Number.POSITIVE_INFINITY
  let equals: number[] = []
  for (const [place, { question, units }] of book.slots.entries()) {
    const marked = dealing.marked(place)
    if (marked >= units.length || record.seen.has(question)) continue
    const tier = specialtyTier(book.questions[question]?.specialty ?? null, reviewer, book.setup)
    if (tier === null) continue
    // Nothing is marked as often as there are units in all.
    const rank = tier * book.units.length + marked
    if (rank > lowest || !units.some(canTake)) continue
    if (rank < lowest) equals = []
    lowest = rank
    equals.push(place)
  }
  if (equals.length === 0) return null
  const lot = lotOf(book, reviewer, record)
  const slot = book.slots[equals[lot.integerBelow(equals.length)] ?? -1]
  const left = slot?.units.filter(canTake) ?? []
  return left[lot.integerBelow(left.length)] ?? null
}

function lotOf({ seed }: UnitBook, { id }: Reviewer, { takes }: ReviewerRecord) {
  return createGenerator(seed, 'review', 'choose', id, takes)
}
