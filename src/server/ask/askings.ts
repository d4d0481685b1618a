import type { Answered } from '../../search/clinical-search.ts'
import type { AskDraw } from './draw.ts'

/** A question that somebody asked, as long as the server keeps it in memory. */
export interface Asking {
  readonly id: string
  /** Pseudonym of who asked. */
  readonly person: string
  readonly question: string
  readonly askedAt: string
  /** Kinds of identifiers in the question. */
  readonly identifiers: readonly string[]
  readonly draw: AskDraw
  /** Whether two answers were shown. */
  readonly shownTwo: boolean
  /** The answers of both versions, A and B; the second is asked for when it is needed. */
  readonly answers: readonly [Answered, () => Promise<Answered>]
}

const askingsKept = 1000

/** Askings in memory, the newest of everybody. Nothing of them is written anywhere. */
export class Askings {
  readonly #kept = new Map<string, Asking>()

  add(asking: Asking): void {
    this.#kept.set(asking.id, asking)
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= askingsKept) return
      this.#kept.delete(id)
    }
  }

  /** Null where it is not there any more, or somebody else asked it. */
  find(id: string, person: string): Asking | null {
    const asking = this.#kept.get(id)
    return asking?.person === person ? asking : null
  }
}
