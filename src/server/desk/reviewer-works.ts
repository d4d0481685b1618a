import { ReviewerWork } from '../../review/assignment/reviewer-work.ts'
import { readWorkNews } from '../../store/review/read-work.ts'
import type { Store } from '../../store/store.ts'

/** Units kept in memory for all reviewers together, half a KiB each. */
const keptUnits = 200_000

/**
 * What the reviewers of a study hold and have done. It stands in the database, and is kept here as far as it was read: asking
 * for a question then costs what is new, and not what a reviewer did in a year. Any number of servers serve one study.
 */
export class ReviewerWorks {
  readonly #store: Store
  readonly #study: { readonly id: string }
  readonly #most: number
  /** Who asked last comes last. */
  readonly #kept = new Map<string, ReviewerWork>()

  constructor(store: Store, study: { readonly id: string }, most: number = keptUnits) {
    this.#store = store
    this.#study = study
    this.#most = most
  }

  /** The work of a reviewer with all that was on record when it was asked for. */
  async read(person: string): Promise<ReviewerWork> {
    const work = this.#kept.get(person) ?? new ReviewerWork()
    work.learn(await readWorkNews(this.#store, this.#study, person, work.position))
    this.#kept.delete(person)
    this.#kept.set(person, work)
    this.#letGo()
    return work
  }

  #letGo(): void {
    let units = 0
    for (const { size } of this.#kept.values()) units += size
    for (const [person, { size }] of this.#kept) {
      if (units <= this.#most || this.#kept.size === 1) return
      this.#kept.delete(person)
      units -= size
    }
  }
}
