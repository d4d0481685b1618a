/** So many requests at once and so many a second, by key. Pure but for the clock that is handed in. */
export interface RateLimit {
  /** Seconds to wait before the next one is taken; 0 where this one is. */
  readonly take: (key: string, now: number) => number
}

const keysKept = 20_000

/**
 * A token bucket for each key.
 *
 * @param burst How many at once.
 * @param perSecond How many a second in the long run.
 */
export function rateLimit(burst: number, perSecond: number): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take: (key, now) => {
      const bucket = buckets.get(key) ?? { tokens: burst, at: now }
      const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
      // Taken out and put in again, so that the one unused for longest comes first.
      buckets.delete(key)
      buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at: now })
      for (const old of buckets.keys()) {
        if (buckets.size <= keysKept) break
        buckets.delete(old)
      }
      return tokens < 1 ? (1 - tokens) / perSecond : 0
    },
  }
}
