import { readAnsweredSlots } from '../../store/reading/read-captures.ts'
import type { Store } from '../../store/store.ts'
import { type CaptureQueue, type QueuedSlot, slotName } from './queue.ts'

/** An answer that another process was writing for so long is seen at the latest when its question is given out. */
const overlapMs = 600_000

/** What of a queue has no answer yet, arm by arm in its order: read once, and then only what is new. */
export class OpenSlots {
  readonly #store: Store
  readonly #study: { readonly id: string }
  readonly #arms: readonly string[]
  readonly #open: ReadonlyMap<string, Map<string, QueuedSlot>>
  readonly #sizes: ReadonlyMap<string, number>
  #readAt: number | null = null

  constructor(store: Store, study: { readonly id: string }, { slots, arms }: CaptureQueue) {
    this.#store = store
    this.#study = study
    this.#arms = [...arms.keys()]
    this.#open = new Map(this.#arms.map((arm) => [arm, new Map()]))
    for (const slot of slots) this.#open.get(slot.arm)?.set(slotName(slot), slot)
    this.#sizes = new Map([...this.#open].map(([arm, own]) => [arm, own.size]))
  }

  /** Looks for answers that came since. */
  async update(now: number): Promise<void> {
    const since = this.#readAt === null ? null : this.#readAt - overlapMs
    const answered = await readAnsweredSlots(this.#store, this.#study, this.#arms, since)
    for (const slot of answered) this.#open.get(slot.arm)?.delete(slotName(slot))
    this.#readAt = now
  }

  of(arm: string): ReadonlyMap<string, QueuedSlot> {
    return this.#open.get(arm) ?? new Map()
  }

  /** How many questions of the arm have an answer, and how many have none. */
  counts(arm: string): { readonly open: number; readonly done: number } {
    const open = this.of(arm).size
    return { open, done: (this.#sizes.get(arm) ?? 0) - open }
  }
}
