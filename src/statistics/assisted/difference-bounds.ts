import type { Interval } from '../interval.ts'

/** The interval of a difference of shares, cut where none can be: below -1 and above 1. What is true stays inside. */
export function cutDifference({ lower, upper }: Interval): Interval {
  return { lower: Math.max(-1, lower), upper: Math.min(1, upper) }
}
