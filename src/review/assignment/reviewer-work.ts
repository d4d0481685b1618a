/** A unit that a reviewer took. */
export interface TakenWork {
  /** Place in the order of all that was taken and given back in the study. */
  readonly seq: number
  readonly assignment: string
  readonly unit: string
  readonly role: 'study' | 'training' | 'gold'
  /** Whether the unit shows another one once more. */
  readonly repeat: boolean
  readonly tasks: readonly string[]
}

/** Something that a reviewer said of a task, with its place in the order of what they did. */
export interface MarkedWork {
  readonly seq: number
  readonly task: string
  /** Null for a guess, which says nothing of the marks. */
  readonly complete: boolean | null
  readonly activeSeconds: number | null
}

/** How far the record was read. */
export interface WorkPosition {
  readonly taken: number
  readonly returned: number
  readonly marked: number
}

/** What stands in the record after a position, each in its order. What others gave back may be among it. */
export interface WorkNews {
  readonly taken: readonly TakenWork[]
  readonly returned: readonly { readonly seq: number; readonly assignment: string }[]
  readonly marked: readonly MarkedWork[]
}

/** How far a reviewer is; practice is not counted. */
export interface WorkProgress {
  /** Units whose tasks are all complete. */
  readonly done: number
  /** Mean active seconds of a finished unit; null before there is one. */
  readonly secondsPerUnit: number | null
}

/**
 * What a reviewer holds and has done, from a record that only grows: so it is read once, and then what is new. A unit is done
 * when the reviewer's last word on every task of it is that it is complete.
 */
export class ReviewerWork {
  /** By assignment, in the order in which they were taken; what was given back is left out. */
  readonly #held = new Map<string, TakenWork>()
  readonly #lastWords = new Map<string, Pick<MarkedWork, 'complete' | 'activeSeconds'>>()
  #hasGuessed = false
  #position: WorkPosition = { taken: 0, returned: 0, marked: 0 }

  get position(): WorkPosition {
    return this.#position
  }

  /** Whether the reviewer has said from which systems answers come. */
  get hasGuessed(): boolean {
    return this.#hasGuessed
  }

  /** How much is held in memory. */
  get size(): number {
    return this.#held.size
  }

  /** Takes in what is new. News that is known already changes nothing: two requests may read the same. */
  learn({ taken, returned, marked }: WorkNews): void {
    const known = this.#position
    for (const one of taken) if (one.seq > known.taken) this.#held.set(one.assignment, one)
    for (const one of returned) if (one.seq > known.returned) this.#held.delete(one.assignment)
    for (const { seq, task, complete, activeSeconds } of marked) {
      if (seq <= known.marked) continue
      if (complete === null) this.#hasGuessed = true
      else this.#lastWords.set(task, { complete, activeSeconds })
    }
    this.#position = {
      taken: Math.max(known.taken, taken.at(-1)?.seq ?? 0),
      returned: Math.max(known.returned, returned.at(-1)?.seq ?? 0),
      marked: Math.max(known.marked, marked.at(-1)?.seq ?? 0),
    }
  }

  /** The unit that was taken first of those that are not done; null where there is none. */
  openUnit(): string | null {
    for (const taken of this.#held.values()) if (!this.#isDone(taken)) return taken.unit
    return null
  }

  progress(): WorkProgress {
    let done = 0
    let seconds = 0
    for (const taken of this.#held.values()) {
      if (taken.role === 'training' || !this.#isDone(taken)) continue
      done += 1
      for (const task of taken.tasks) seconds += this.#lastWords.get(task)?.activeSeconds ?? 0
    }
    return { done, secondsPerUnit: done === 0 ? null : seconds / done }
  }

  /** Units that are done and that a question of the study was shown with for the first time. */
  finishedFirstShowings(): string[] {
    return [...this.#held.values()]
      .filter((taken) => taken.role === 'study' && !taken.repeat && this.#isDone(taken))
      .map(({ unit }) => unit)
  }

  #isDone({ tasks }: TakenWork): boolean {
    return tasks.every((task) => this.#lastWords.get(task)?.complete === true)
  }
}
