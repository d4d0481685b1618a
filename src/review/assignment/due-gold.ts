import { createGenerator } from '../../statistics/random/generator.ts'
import type { ReviewerRecord } from './dealing.ts'
import type { Reviewer } from './reviewer.ts'
import { shuffled } from './shuffled.ts'
import type { PlannedUnit } from './unit.ts'
import type { UnitBook } from './unit-book.ts'

/** One gold item in so many questions, where a limit of questions does not make them come more often. */
const questionsPerGold = 10
/** Of a limit of questions gold takes one in so many at most, and none where the limit is below. */
const questionsPerGoldAtMost = 5

/**
 * The gold item that a reviewer should get now; null where none is due. Each reviewer gets all of them, or as many as the
 * limit of questions leaves room for, in an order and at places of one's own: one at a place by lot within every ten questions.
 *
 * @param isOpen Whether the reviewer may still get a unit.
 */
export function dueGold(
  { seed, setup, gold }: UnitBook,
  { id }: Reviewer,
  { load, open, done }: ReviewerRecord,
  isOpen: (unit: PlannedUnit) => boolean,
): number | null {
  if (gold.length === 0) return null
  const own = gold.filter((unit) => open.has(unit.number) || done.has(unit.number) || isOpen(unit))
  const room = setup.most === null ? own.length : Math.floor(setup.most / questionsPerGoldAtMost)
  const count = Math.min(own.length, room)
  if (count === 0) return null
  const byLimit = setup.most === null ? questionsPerGold : Math.floor(setup.most / count)
  const stretch = Math.min(questionsPerGold, byLimit)
  const lot = createGenerator(seed, 'review', 'gold', id)
  for (const [index, unit] of shuffled(own, lot).slice(0, count).entries()) {
    const place = index * stretch + lot.integerBelow(stretch)
    if (isOpen(unit)) return load >= place ? unit.number : null
  }
  return null
}
