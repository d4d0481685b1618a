import { setImmediate } from 'node:timers/promises'
import type { IdentityFinding } from '../../review/identity/finding.ts'
import { firstId } from '../../store/reading/pages.ts'
import {
  type AnswerToShow,
  countAnswersToShow,
  pagesOfAnswersToShow,
} from '../../store/review/read-answers-to-show.ts'
import type { Store } from '../../store/store.ts'

/** An answer, and what the identity screen found in it. */
export interface Found {
  readonly answer: AnswerToShow
  readonly findings: readonly IdentityFinding[]
}

export type Screen = (answers: readonly AnswerToShow[]) => readonly Found[]

/** So many are screened before others have their turn: some milliseconds. */
const slice = 20

/**
 * Looks through the answers of a study for names, a few at a time, so that a server of a large study goes on answering. Answers
 * are frozen: those that were looked through are not looked through again when others come.
 */
export class LookedThrough {
  readonly #store: Store
  readonly #study: { readonly id: string }
  readonly #screen: Screen
  #found: Found[] = []
  #after = firstId
  #read = 0
  /** How many answers the study had when the last one was reached. */
  #total: number | null = null
  #running: Promise<void> | null = null

  constructor(store: Store, study: { readonly id: string }, screen: Screen) {
    this.#store = store
    this.#study = study
    this.#screen = screen
  }

  get found(): readonly Found[] {
    return this.#found
  }

  isComplete(total: number): boolean {
    return this.#total === total
  }

  /** Looks through what has come since. @param total How many answers the study has. */
  goOn(total: number): Promise<void> {
    if (this.isComplete(total)) return Promise.resolve()
    this.#running ??= this.#lookThrough(total).finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #lookThrough(total: number): Promise<void> {
    await this.#rest()
    if (this.#read !== (await countAnswersToShow(this.#store, this.#study))) {
      // Some were written before those that were read and could only be seen after them.
      this.#found = []
      this.#after = firstId
      this.#read = 0
      await this.#rest()
    }
    this.#found.sort(byPlace)
    this.#total = total
  }

  async #rest(): Promise<void> {
    for await (const page of pagesOfAnswersToShow(this.#store, this.#study, this.#after)) {
      for (let from = 0; from < page.length; from += slice) {
        this.#found.push(...this.#screen(page.slice(from, from + slice)))
        await setImmediate()
      }
      this.#read += page.length
      this.#after = page.at(-1)?.answer ?? this.#after
    }
  }
}

function byPlace({ answer: one }: Found, { answer: other }: Found): number {
  if (one.item !== other.item) return one.item < other.item ? -1 : 1
  return one.arm < other.arm ? -1 : 1
}
