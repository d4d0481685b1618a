import { problem } from '../../problem.ts'
import type { UnitBook } from './unit-book.ts'

/** One row of the record: who took which unit, and what became of it. */
export interface DealtRow {
  readonly unit: number
  /** Id of the reviewer. */
  readonly reviewer: string
  /** taken: being marked. done: marked. returned: left undone, or the reviewer was removed. */
  readonly state: 'taken' | 'done' | 'returned'
}

/** What a reviewer had up to now. */
export interface ReviewerRecord {
  /** Every time that a unit was taken, also one that was returned. */
  readonly takes: number
  /** The same without training: the reviewer's serial position. */
  readonly turns: number
  /** Questions held or done, training left aside. */
  readonly load: number
  readonly open: ReadonlySet<number>
  readonly done: ReadonlySet<number>
  readonly returned: ReadonlySet<number>
  /** Places of the questions of the study that the reviewer saw, whatever became of them. */
  readonly seen: ReadonlySet<number>
  /** Units that are to be shown once more, with the turn in which each was taken. */
  readonly toRepeat: ReadonlyMap<number, number>
}

interface Changing extends ReviewerRecord {
  takes: number
  turns: number
  load: number
  readonly open: Set<number>
  readonly done: Set<number>
  readonly returned: Set<number>
  readonly seen: Set<number>
  readonly toRepeat: Map<number, number>
  readonly turnOf: Map<number, number>
}

/** Who holds and who did which unit. Changes as units are taken, done and returned, and can be rebuilt from the rows. */
export class Dealing {
  readonly book: UnitBook
  /** By number: null where nobody holds or did the unit. Units of training and gold are held by nobody. */
  readonly #holders: (string | null)[]
  /** By slot: units of it that are held or done. */
  readonly #marked: Int32Array
  readonly #records = new Map<string, Changing>()

  constructor(book: UnitBook) {
    this.book = book
    this.#holders = book.units.map(() => null)
    this.#marked = new Int32Array(book.slots.length)
  }

  /** @param rows In the order in which the units were taken. */
  static from(book: UnitBook, rows: Iterable<DealtRow>): Dealing {
    const dealing = new Dealing(book)
    for (const { unit, reviewer, state } of rows) {
      dealing.take(unit, reviewer)
      if (state === 'done') dealing.finish(unit, reviewer)
      if (state === 'returned') dealing.giveBack(unit, reviewer)
    }
    return dealing
  }

  isFree(unit: number): boolean {
    return this.#holders[unit] === null
  }

  /** How many times the units of a slot are held or done. */
  marked(slot: number): number {
    return this.#marked[slot] ?? 0
  }

  recordOf(reviewer: string): ReviewerRecord {
    return this.#records.get(reviewer) ?? newRecord()
  }

  /** @throws ProblemError REVIEW_UNIT_TAKEN where somebody holds or did the unit. */
  take(unit: number, reviewer: string): void {
    const planned = this.book.units[unit]
    if (planned === undefined) throw new RangeError(`there is no unit ${unit}`)
    const record = this.#records.get(reviewer) ?? newRecord()
    if (!this.isFree(unit) || record.open.has(unit) || record.done.has(unit)) {
      throw problem('REVIEW_UNIT_TAKEN', 'The question is already taken.', 'Ask for the next question.', {
        value: String(unit),
      })
    }
    this.#records.set(reviewer, record)
    record.open.add(unit)
    record.returned.delete(unit)
    record.takes += 1
    if (planned.role === 'training') return
    record.turnOf.set(unit, record.turns)
    record.turns += 1
    record.load += 1
    if (planned.role === 'gold') return
    this.#holders[unit] = reviewer
    const slot = this.book.slotOf[unit] ?? null
    if (slot === null) return
    this.#marked[slot]! += 1
    record.seen.add(this.book.slots[slot]!.question)
  }

  /** Notes that a unit is marked; once more does nothing. */
  finish(unit: number, reviewer: string): void {
    if (this.recordOf(reviewer).done.has(unit)) return
    const record = this.#holding(unit, reviewer)
    record.open.delete(unit)
    record.done.add(unit)
    if (this.book.repeatOf.has(unit)) record.toRepeat.set(unit, record.turnOf.get(unit) ?? 0)
    const repeated = this.book.units[unit]?.repeats ?? null
    if (repeated !== null) record.toRepeat.delete(repeated)
  }

  /** Notes that a unit that was marked is not any more: its reviewer took something back. Nothing for all others. */
  reopen(unit: number, reviewer: string): void {
    const record = this.#records.get(reviewer)
    if (record?.done.delete(unit) !== true) return
    record.open.add(unit)
    record.toRepeat.delete(unit)
  }

  /** Notes that a unit was left undone: it is dealt again. */
  giveBack(unit: number, reviewer: string): void {
    const record = this.#holding(unit, reviewer)
    record.open.delete(unit)
    record.returned.add(unit)
    const role = this.book.units[unit]?.role
    if (role === 'training') return
    record.load -= 1
    if (role === 'gold') return
    this.#holders[unit] = null
    const slot = this.book.slotOf[unit] ?? null
    if (slot !== null) this.#marked[slot]! -= 1
  }

  /** Gives back all that a reviewer holds; what is done stays done. */
  giveBackAll(reviewer: string): void {
    for (const unit of [...this.recordOf(reviewer).open]) this.giveBack(unit, reviewer)
  }

  #holding(unit: number, reviewer: string): Changing {
    const record = this.#records.get(reviewer)
    if (record?.open.has(unit)) return record
    throw problem(
      'REVIEW_UNIT_NOT_HELD',
      'The reviewer does not hold this question.',
      'Ask for the next one.',
      {
        value: String(unit),
      },
    )
  }
}

function newRecord(): Changing {
  return {
    takes: 0,
    turns: 0,
    load: 0,
    open: new Set(),
    done: new Set(),
    returned: new Set(),
    seen: new Set(),
    toRepeat: new Map(),
    turnOf: new Map(),
  }
}
