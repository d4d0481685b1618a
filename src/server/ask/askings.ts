import type { Answered } from '../../search/clinical-search.ts'
import type { AskDraw } from './draw.ts'
import type { InterleavedAnswer, PresentAsk } from './open-ask.ts'

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
  /** What answered: other versions may answer by the time that marks come. */
  readonly by: PresentAsk
  /** What was shown where both rankings answered in one list; null elsewhere. */
  readonly interleaved: InterleavedAnswer | null
  /** The answers of both versions, A and B, asked for when they are needed. */
  readonly answers: readonly [() => Promise<Answered>, () => Promise<Answered>]
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

/** The answers that were shown, in their order. */
export async function shownAnswers({
  shownTwo,
  draw,
  interleaved,
  answers: [a, b],
}: Asking): Promise<readonly [Answered, ...Answered[]]> {
  if (interleaved !== null) return [interleaved.answered]
  if (!shownTwo) return [await a()]
  const [one, other] = [await a(), await b()]
  return draw.first === 'a' ? [one, other] : [other, one]
}
