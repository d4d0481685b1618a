import { createHash } from 'node:crypto'
import type { ReviewerWork } from '../../review/assignment/reviewer-work.ts'
import type { TakenUnit } from '../../store/review/read-unit.ts'

/** Questions, and answers in all, that a reviewer guesses about at the end. */
const guessedQuestions = 3
const guessedAnswers = 6

/**
 * The units that a reviewer guesses about: some of those that they finished, by a lot that is the same however often it is asked.
 * Up to three, and no further one once six answers are asked about. None where the reviewer has guessed before.
 */
export async function unitsToGuess(
  work: ReviewerWork,
  reviewer: string,
  read: (unit: string) => Promise<TakenUnit>,
): Promise<readonly TakenUnit[]> {
  if (work.hasGuessed) return []
  const units: TakenUnit[] = []
  for (const unit of byLot(work.finishedFirstShowings(), reviewer).slice(0, guessedQuestions)) {
    const answers = units.flatMap(({ tasks }) => tasks).flatMap((task) => task.answers)
    if (answers.length >= guessedAnswers) break
    units.push(await read(unit))
  }
  return units
}

/** Ids of units are drawn at random, so an order by their digest is a lot that knows nothing of arms and time. */
export function byLot(units: readonly string[], reviewer: string): string[] {
  return units
    .map((unit) => ({ unit, lot: createHash('md5').update(unit).update(reviewer).digest('hex') }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .map(({ unit }) => unit)
}
