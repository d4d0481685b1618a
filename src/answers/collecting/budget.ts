/** The most that a collection may cost; null for no ceiling. */
export interface Ceiling {
  readonly usd: number | null
  readonly tokens: number | null
}

/** What a call costs, or at most can cost. */
export interface Spending {
  /** Null where no price is known. */
  readonly usd: number | null
  readonly tokens: number
}

/** A thousand sums of money are off by far less; no provider bills as little. */
const roundingUsd = 1e-9

/**
 * Keeps a collection under its ceiling: a call is let through only if what is spent, what the calls in flight can
 * cost at most, and what this call can cost at most stay within it. The ceiling therefore holds even if every call
 * in flight turns out as dear as it can be.
 */
export class Budget {
  #usd = 0
  #tokens = 0
  #reservedUsd = 0
  #reservedTokens = 0
  readonly #ceiling: Ceiling

  constructor(ceiling: Ceiling, spent: Spending) {
    this.#ceiling = ceiling
    this.#usd = spent.usd ?? 0
    this.#tokens = spent.tokens
  }

  /** Reserves the worst case of a call; false where it could break the ceiling, and nothing is reserved. */
  reserve(worst: Spending): boolean {
    const { usd, tokens } = this.#ceiling
    if (usd !== null && this.#usd + this.#reservedUsd + (worst.usd ?? 0) > usd + roundingUsd) return false
    if (tokens !== null && this.#tokens + this.#reservedTokens + worst.tokens > tokens) return false
    this.#reservedUsd += worst.usd ?? 0
    this.#reservedTokens += worst.tokens
    return true
  }

  /** Takes a reservation back: the call is not made. */
  release(worst: Spending): void {
    this.#reservedUsd -= worst.usd ?? 0
    this.#reservedTokens -= worst.tokens
  }

  /** Replaces a reservation by what the call did cost; a cost that nobody told counts as the worst case. */
  settle(worst: Spending, actual: Spending | null): void {
    this.release(worst)
    this.#usd += actual?.usd ?? worst.usd ?? 0
    this.#tokens += actual?.tokens ?? worst.tokens
  }

  get spent(): { readonly usd: number; readonly tokens: number } {
    return { usd: this.#usd, tokens: this.#tokens }
  }
}
