import { checkCount, checkProbability } from '../argument.ts'
import { normalUpper } from '../distributions/normal.ts'
import type { Interval } from '../interval.ts'
import { smallestProvableMargin } from './smallest-provable-margin.ts'
import { symmetricInterval } from './tost.ts'

export interface WinRateClaimInput {
  /** Published win rate, 0 to 1, a tie counting one half. */
  readonly winRate: number
  /** Number of comparisons; null when unreported: nothing can be assessed. */
  readonly n: number | null
  /** Equivalence margin on the win rate (half of that on the win difference), above 0. */
  readonly margin: number
  /** Variance over that of independent votes, above 0; 1 when left out. */
  readonly designEffect?: number
  /** Share of ties, 0 to 1; 0 when left out. */
  readonly tieRate?: number
}

export interface WinRateClaim {
  /** Standard error of the win rate; null when n is. */
  /** 0 when every vote went the same way; null without n, or where so many ties cannot be. */
  readonly se: number | null
  /** The interval that must lie inside the margin. */
  readonly ci90: Interval | null
  /** The interval to print. */
  readonly ci95: Interval | null
  /** P of the two one-sided tests at 0.5 +- margin. */
  readonly p: number | null
  /** Whether p is below 0.05; false where p is null. */
  readonly equivalent: boolean
  /** Largest distance of the 90% limits from 0.5. */
  readonly smallestProvableMargin: number | null
}

const nothing: WinRateClaim = {
  se: null,
  ci90: null,
  ci95: null,
  p: null,
  equivalent: false,
  smallestProvableMargin: null,
}

/**
 * What a published win rate proves. Normal approximation with variance (1 - ties - (2 rate - 1)^2)/4 per vote
 * times the design effect. Without n, without votes or without variance (all votes alike) nothing is proved.
 *
 * @method equiv.win_rate_claim
 * @question What does a published win rate of so many comparisons prove?
 * @standing default
 * @source Schuirmann 1987; Blackwelder 1982
 * @pinned scipy 1.10.1: stats.norm.sf and stats.norm.ppf with the formula
 */
export function winRateClaim(input: WinRateClaimInput): WinRateClaim {
  const { winRate, n, margin } = input
  const designEffect = input.designEffect ?? 1
  const tieRate = input.tieRate ?? 0
  checkProbability('winRate', winRate)
  checkProbability('tieRate', tieRate)
  if (n !== null) checkCount('n', n)
  if (!(designEffect > 0 && Number.isFinite(designEffect))) {
    throw new RangeError(`designEffect must be above 0, not ${designEffect}`)
  }
  if (!(margin > 0 && Number.isFinite(margin))) throw new RangeError(`margin must be above 0, not ${margin}`)
  if (n === null || n === 0) return nothing
  const difference = 2 * winRate - 1
  const variance = (1 - tieRate - difference * difference) / 4
  // A variance of 0 may come out as a rounding error of either sign.
  if (variance <= 4 * Number.EPSILON) return { ...nothing, se: variance < -4 * Number.EPSILON ? null : 0 }
  const se = Math.sqrt((variance * designEffect) / n)
  const shift = winRate - 0.5
  const p = Math.max(normalUpper((shift + margin) / se), normalUpper((margin - shift) / se))
  return {
    se,
    ci90: symmetricInterval(winRate, se, null, 0.05),
    ci95: symmetricInterval(winRate, se, null, 0.025),
    p,
    equivalent: p < 0.05,
    smallestProvableMargin: smallestProvableMargin(shift, se, null),
  }
}
