import { checkCount, checkLevel, checkProbability } from '../argument.ts'
import { betaQuantile, betaUpperQuantile } from '../distributions/beta.ts'
import type { Interval } from '../interval.ts'

export interface ExactWinRateInput {
  /** Published win rate, 0 to 1, a tie counting one half. */
  readonly winRate: number
  /** Number of comparisons, 1 or more. */
  readonly n: number
  /** Variance over that of independent votes, above 0; 1 when left out. */
  readonly designEffect?: number
  /** Share of ties, 0 to 1; 0 when left out. */
  readonly tieRate?: number
  /** 0.95 when left out. */
  readonly level?: number
}

/**
 * The interval of Clopper and Pearson for a win rate. Of the comparisons those count that are not tied, divided by the design
 * effect (Korn and Graubard 1998), so the numbers need not be whole. Independent votes without ties give R's `binom.test`.
 * Null where every comparison is tied, or where so many ties do not go with the rate.
 */
export function exactWinRateInterval(input: ExactWinRateInput): Interval | null {
  const { winRate, n } = input
  const designEffect = input.designEffect ?? 1
  const tieRate = input.tieRate ?? 0
  const level = input.level ?? 0.95
  checkProbability('winRate', winRate)
  checkProbability('tieRate', tieRate)
  checkCount('n', n)
  checkLevel(level)
  if (!(designEffect > 0)) throw new RangeError(`designEffect must be above 0, not ${designEffect}`)
  const decided = 1 - tieRate
  const votes = (n * decided) / designEffect
  const share = (winRate - tieRate / 2) / decided
  if (!(votes > 0) || share < -1e-12 || share > 1 + 1e-12) return null
  const wins = votes * Math.min(1, Math.max(0, share))
  const tail = (1 - level) / 2
  const lower = wins <= 1e-9 ? 0 : betaQuantile(tail, wins, votes - wins + 1)
  const upper = votes - wins <= 1e-9 ? 1 : betaUpperQuantile(tail, wins + 1, votes - wins)
  return { lower: tieRate / 2 + decided * lower, upper: tieRate / 2 + decided * upper }
}
