/** What the journal knows of a slot when a collection starts. */
export interface SlotRecord {
  /** Place of the slot: item x replicates + replicate. */
  readonly slot: number
  readonly answered: boolean
  /** Calls that were in flight when a run ended, whose outcome nobody knows. */
  readonly inDoubt: number
}

const open = 0
const taken = 1
const closed = 2
const absent = 3

/**
 * The slots of one arm, one per item and replicate, in the order of the items. A few bytes each, so that memory hardly
 * grows with the number of answers.
 */
export class ArmSlots {
  readonly #size: number
  readonly #state: Uint8Array
  readonly #attempts: Uint8Array
  #cursor = 0
  #closed = 0
  #leftOut = 0
  /** Slots that wait for another attempt, soonest first. */
  readonly #waiting: { readonly slot: number; readonly due: number }[] = []

  constructor(total: number) {
    this.#size = total
    this.#state = new Uint8Array(total)
    this.#attempts = new Uint8Array(total)
  }

  /** Slots of the arm, without those that it is not asked. */
  get total(): number {
    return this.#size - this.#leftOut
  }

  /** Takes out a slot that the arm is not asked. */
  leaveOut(slot: number): void {
    if (this.#state[slot] !== open) return
    this.#state[slot] = absent
    this.#leftOut += 1
  }

  /** Slots that need no further call in this run. */
  get closed(): number {
    return this.#closed
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Attempts of a slot in this run. */
  attempts(slot: number): number {
    return this.#attempts[slot] ?? 0
  }

  /** The next slot to call at `now`: one whose wait is over, else the next untouched one; null for none now. */
  take(now: number): number | null {
    const first = this.#waiting[0]
    if (first !== undefined && first.due <= now) {
      this.#waiting.shift()
      return this.#taken(first.slot)
    }
    while (this.#cursor < this.#size && this.#state[this.#cursor] !== open) this.#cursor += 1
    return this.#cursor < this.#size ? this.#taken(this.#cursor) : null
  }

  /** Gives a slot back that was taken and not called. */
  untake(slot: number): void {
    this.#state[slot] = open
    this.#attempts[slot] = this.attempts(slot) - 1
    this.#cursor = Math.min(this.#cursor, slot)
  }

  /** Puts a slot off until `due`. */
  putOff(slot: number, due: number): void {
    let place = this.#waiting.length
    while (place > 0 && (this.#waiting[place - 1]?.due ?? 0) > due) place -= 1
    this.#waiting.splice(place, 0, { slot, due })
  }

  close(slot: number): void {
    if (this.#state[slot] === closed) return
    this.#state[slot] = closed
    this.#closed += 1
  }

  /** When the first waiting slot is due; null where none waits. */
  get nextDue(): number | null {
    return this.#waiting[0]?.due ?? null
  }

  /** Whether a slot is left that nobody has called in this run. */
  get untouched(): boolean {
    while (this.#cursor < this.#size && this.#state[this.#cursor] !== open) this.#cursor += 1
    return this.#cursor < this.#size
  }

  #taken(slot: number): number {
    this.#state[slot] = taken
    this.#attempts[slot] = Math.min(255, this.attempts(slot) + 1)
    return slot
  }
}
