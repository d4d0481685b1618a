import type { RateLimits } from '../../arms/arm.ts'

/** How fast an arm may be called at most; null for no limit of ours. */
export interface RateSettings {
  readonly requestsPerMinute: number | null
}

/**
 * Says when an arm may be called next: never faster than the protocol's limit, not while the provider asked for a
 * pause, and not when its headers say that nothing is left until a reset.
 */
export class RateGate {
  readonly #gap: number
  #nextCall = 0
  #pausedUntil = 0

  constructor({ requestsPerMinute }: RateSettings) {
    this.#gap = requestsPerMinute === null ? 0 : 60_000 / requestsPerMinute
  }

  /** Milliseconds from `now` until the next call; 0 for at once. */
  waitFrom(now: number): number {
    return Math.max(0, this.#nextCall - now, this.#pausedUntil - now)
  }

  /** Notes that a call is made. */
  called(now: number): void {
    this.#nextCall = Math.max(this.#nextCall, now) + this.#gap
  }

  /** The provider asked for a pause: nobody calls it before. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until)
  }

  /** Follows what the provider's headers say of the limits. */
  follow(limits: RateLimits | null, now: number): void {
    if (limits === null || limits.resetAfterMilliseconds === null) return
    if (limits.requestsRemaining === 0 || limits.tokensRemaining === 0) {
      this.pause(now + limits.resetAfterMilliseconds)
    }
  }
}
