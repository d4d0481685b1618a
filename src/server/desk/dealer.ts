import { chooseUnit } from '../../review/assignment/choose-unit.ts'
import { Dealing } from '../../review/assignment/dealing.ts'
import type { Reviewer, ReviewerStratum } from '../../review/assignment/reviewer.ts'
import { hasQuestions, nextStratum } from '../../review/assignment/reviewer-strata.ts'
import type { UnitBook } from '../../review/assignment/unit-book.ts'
import type { Profile } from '../../store/people/declarations.ts'
import { type DealPosition, dealBeginning, type HeldDeal, holdDeal } from '../../store/review/deal.ts'
import { readLeftUndone } from '../../store/review/unfinished.ts'
import type { Store } from '../../store/store.ts'

/** Those who left questions undone are looked for so often at most. */
const lookForUndoneMilliseconds = 60_000
/** From so many units on looking for them takes longer than people wait. */
const manyUnits = 10_000

/**
 * Deals the units of a study to its reviewers. What is dealt stands in the database, and every process that deals holds a
 * copy of it in memory, which it brings up to date under the lock of the deal: so any number of servers deal one study.
 */
export class Dealer {
  readonly #store: Store
  readonly #study: { readonly id: string }
  readonly #book: UnitBook
  readonly #returnAfterMinutes: number
  #copy: Copy
  #lookedForUndone = Number.NEGATIVE_INFINITY
  #leftUndone: readonly string[] = []

  constructor(store: Store, study: { readonly id: string }, book: UnitBook, returnAfterMinutes: number) {
    this.#store = store
    this.#study = study
    this.#book = book
    this.#returnAfterMinutes = returnAfterMinutes
    this.#copy = new Copy(book)
  }

  /**
   * Gives a reviewer a further unit.
   *
   * @returns False where nothing is left for this reviewer.
   */
  async deal(person: string, profile: Profile, now: number): Promise<boolean> {
    const undone = await this.#undone(now)
    try {
      return await holdDeal(this.#store, this.#study, async (deal) => {
        if (undone.length > 0) await this.#giveBack(deal, undone)
        await this.#copy.update(deal)
        const copy = this.#copy
        const { open } = copy.dealing.recordOf(person)
        for (const unit of await deal.finished(person, [...open])) copy.dealing.finish(unit, person)
        const reviewer = await this.#reviewer(deal, person, profile)
        if (reviewer === null) return false
        const unit = chooseUnit(copy.dealing, reviewer)
        if (unit === null) return false
        await deal.take(unit, person)
        return true
      })
    } catch (error) {
      // What was learnt of a transaction that did not end well may not be true.
      this.#copy = new Copy(this.#book)
      throw error
    }
  }

  /** Reads what was dealt up to now, before anybody asks for a question. */
  async readAhead(): Promise<void> {
    await holdDeal(this.#store, this.#study, (deal) => this.#copy.update(deal))
  }

  /** In a large study who asks does not wait for the search: what it finds goes back with the next question that is dealt. */
  async #undone(now: number): Promise<readonly string[]> {
    if (now - this.#lookedForUndone >= lookForUndoneMilliseconds) {
      this.#lookedForUndone = now
      const search = readLeftUndone(this.#store, this.#study, this.#returnAfterMinutes).then((found) => {
        this.#leftUndone = found
      })
      if (this.#book.units.length < manyUnits) await search
      // A search that failed is made again in a minute.
      else search.catch(() => {})
    }
    const found = this.#leftUndone
    this.#leftUndone = []
    return found
  }

  async #giveBack(deal: HeldDeal, assignments: readonly string[]): Promise<void> {
    await this.#copy.update(deal)
    // Another process may have given them back since they were looked for.
    await deal.giveBack(
      assignments.filter((id) => this.#copy.isHeld(id)),
      'left undone',
    )
  }

  async #reviewer(deal: HeldDeal, person: string, profile: Profile): Promise<Reviewer | null> {
    const conflicts = [
      ...profile.uses.map((arm) => ({ arm, kind: 'uses' as const })),
      ...profile.paidBy.map((arm) => ({ arm, kind: 'paidBy' as const })),
    ]
    const known = { id: person, specialties: profile.specialties, conflicts }
    const present = this.#copy.stratumOf(person)
    if (present !== null) return { ...known, ...present }
    const stratum = nextStratum(this.#book, this.#copy.strata, (one) =>
      hasQuestions(this.#book, { ...known, ...one }),
    )
    if (stratum === null) return null
    await deal.join(person, this.#copy.strata.length, stratum)
    return { ...known, ...stratum }
  }
}

/** What is dealt, as of a position in the record. */
class Copy {
  readonly dealing: Dealing
  readonly #held = new Map<string, { readonly unit: number; readonly reviewer: string }>()
  readonly #stratumByPerson = new Map<string, ReviewerStratum>()
  #position: DealPosition = dealBeginning

  constructor(book: UnitBook) {
    this.dealing = new Dealing(book)
  }

  /** By the order of arrival. */
  get strata(): readonly ReviewerStratum[] {
    return [...this.#stratumByPerson.values()]
  }

  stratumOf(person: string): ReviewerStratum | null {
    return this.#stratumByPerson.get(person) ?? null
  }

  isHeld(assignment: string): boolean {
    return this.#held.has(assignment)
  }

  async update(deal: HeldDeal): Promise<void> {
    const { taken, returned, joined } = await deal.news(this.#position)
    for (const { reviewer, form, rendering } of joined)
      this.#stratumByPerson.set(reviewer, { form, rendering })
    // A unit that was taken, given back and taken by another must be told in this order.
    const news = [
      ...taken.map((one) => ({ ...one, kind: 'taken' as const })),
      ...returned.map((one) => ({ ...one, kind: 'returned' as const })),
    ].sort((one, other) => one.seq - other.seq)
    for (const one of news) {
      if (one.kind === 'taken') {
        this.dealing.take(one.unit, one.reviewer)
        this.#held.set(one.assignment, { unit: one.unit, reviewer: one.reviewer })
        continue
      }
      const held = this.#held.get(one.assignment)
      if (held === undefined) continue
      // Who takes a mark back after the last question is at work on it again, whatever this copy has heard.
      this.dealing.reopen(held.unit, held.reviewer)
      this.dealing.giveBack(held.unit, held.reviewer)
      this.#held.delete(one.assignment)
    }
    this.#position = {
      taken: taken.at(-1)?.seq ?? this.#position.taken,
      returned: returned.at(-1)?.seq ?? this.#position.returned,
      joined: joined.at(-1)?.arrival ?? this.#position.joined,
    }
  }
}
