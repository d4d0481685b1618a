import { chooseUnit } from '../choose-unit.ts'
import { Dealing } from '../dealing.ts'
import { bookOf, designOf, reviewerOf } from './designs.ts'

/** Milliseconds that one choice took, at these shares of all choices. */
export interface ChoosingTimes {
  readonly units: number
  readonly choices: number
  readonly median: number
  readonly p95: number
  readonly most: number
}

/**
 * Times every choice of a whole review: 200 reviewers mark 10,000 units of 2,500 questions, where specialties and conflicts
 * have to be looked at too.
 */
export function measureChoosing(): ChoosingTimes {
  const section = {
    reviewersPerQuestion: 4,
    repeatShare: 0.02,
    specialty: { stratum: 'specialty', rule: 'first' as const },
  }
  const book = bookOf(
    designOf({ questions: 2500, arms: 4, specialties: 10, renderings: { x: 0.5, y: 0.5 }, section }),
  )
  const dealing = new Dealing(book)
  const reviewers = Array.from({ length: 200 }, (_, index) =>
    reviewerOf(`r${index}`, {
      specialties: [`s${index % 10}`],
      conflicts: index % 4 === 0 ? [{ arm: 'b', kind: 'paidBy' }] : [],
    }),
  )
  const times: number[] = []
  for (let idle = 0; idle < reviewers.length; ) {
    idle = 0
    for (const reviewer of reviewers) {
      const before = performance.now()
      const number = chooseUnit(dealing, reviewer)
      times.push(performance.now() - before)
      if (number === null) {
        idle += 1
        continue
      }
      dealing.take(number, reviewer.id)
      dealing.finish(number, reviewer.id)
    }
  }
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0
  return { units: book.units.length, choices: times.length, median: at(0.5), p95: at(0.95), most: at(1) }
}
