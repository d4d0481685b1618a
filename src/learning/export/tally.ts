import { type Reason, reasons } from './eligible.ts'

/** What became of the judgments for one file: each is used or left out for one reason, so that the numbers add up. */
export interface Counts {
  readonly in: number
  readonly used: number
  /** Reasons that hold for none are not there. */
  readonly leftOut: Readonly<Partial<Record<Reason, number>>>
  /** Ties among the judgments that got past the filters, whatever became of them. */
  readonly ties: number
  /** Pairs, or answers, on which judgments that got past the filters disagree in direction. */
  readonly conflicting: number
}

/** Counts judgments while a file is put together. */
export class Tally {
  #used = 0
  #ties = 0
  #conflicting = 0
  readonly #leftOut = new Map<Reason, number>()

  use(judgments: number): void {
    this.#used += judgments
  }

  leaveOut(reason: Reason, judgments = 1): void {
    if (judgments > 0) this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + judgments)
  }

  tie(judgments = 1): void {
    this.#ties += judgments
  }

  conflict(): void {
    this.#conflicting += 1
  }

  counts(): Counts {
    const leftOut: Partial<Record<Reason, number>> = {}
    let total = this.#used
    for (const reason of reasons) {
      const count = this.#leftOut.get(reason)
      if (count === undefined) continue
      leftOut[reason] = count
      total += count
    }
    return { in: total, used: this.#used, leftOut, ties: this.#ties, conflicting: this.#conflicting }
  }
}
