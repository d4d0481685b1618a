import { limits } from '../limits.ts'

/** Counts the pieces of one answer, so that no text can grow a tree that a page cannot hold. */
export class NodeBudget {
  #left: number = limits.nodes

  /** False where there is no room for `count` more pieces. */
  take(count = 1): boolean {
    this.#left -= count
    return this.#left >= 0
  }

  get spent(): boolean {
    return this.#left < 0
  }
}
