import { checkProbability } from '../argument.ts'
import { normalQuantile } from '../distributions/normal.ts'

export interface ClaimSizeInput {
  /** Published win rate, 0 to 1, a tie counting one half. */
  readonly winRate: number
  /** Equivalence margin on the win rate, above 0; null asks for a difference from one half instead. */
  readonly margin: number | null
  /** Variance over that of independent votes, above 0; 1 when left out. */
  readonly designEffect?: number
  /** Share of ties, 0 to 1; 0 when left out. */
  readonly tieRate?: number
}

/**
 * The smallest number of comparisons for which an observed win rate proves something: that the rate lies within
 * `margin` of one half (90% interval, two one-sided tests at 5%), or, without a margin, that it is not one half (95%
 * interval). By the variance of `winRateClaim`, (1 - ties - (2 rate - 1)^2)/4 x design effect / n, solved for n.
 *
 * Null where no number does: the rate is as far from one half as the margin, is one half exactly (without a margin), or
 * has no variance.
 */
export function claimSize(input: ClaimSizeInput): number | null {
  const { winRate, margin } = input
  const designEffect = input.designEffect ?? 1
  const tieRate = input.tieRate ?? 0
  checkProbability('winRate', winRate)
  checkProbability('tieRate', tieRate)
  if (!(designEffect > 0 && Number.isFinite(designEffect))) {
    throw new RangeError(`designEffect must be above 0, not ${designEffect}`)
  }
  if (margin !== null && !(margin > 0)) throw new RangeError(`margin must be above 0 or null, not ${margin}`)
  const distance = Math.abs(winRate - 0.5)
  const room = margin === null ? distance : margin - distance
  const variance = ((1 - tieRate - 4 * distance * distance) / 4) * designEffect
  // Differences of published decimals leave rounding errors where the truth is 0.
  if (room <= 4 * Number.EPSILON || variance <= 4 * Number.EPSILON) return null
  const z = normalQuantile(margin === null ? 0.975 : 0.95)
  return Math.floor((z * z * variance) / (room * room)) + 1
}
