import { checkProbability } from '../argument.ts'
import { binomialCdf, binomialUpper } from '../distributions/binomial.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { ClaimSizeInput } from './claim-size.ts'

/**
 * The number of comparisons from which on an observed win rate proves something by exact binomial tests, at that number and at
 * every larger one: that the rate is not one half (two-sided, 5%), or, with a margin, that it lies within `margin` of one
 * half (two one-sided tests at 5%). Of n comparisons the whole number of wins nearest to the rate is taken, the one nearer to
 * one half where two are equally near. Ties are left out of the test of a difference (sign test).
 *
 * Votes that are not independent are worth 1/`designEffect` of their number each, so the number grows by that factor.
 *
 * Null where no number does: the rate is as far from one half as the margin, or is one half exactly (without a margin). Null
 * also with a margin and ties, for which there is no exact binomial test.
 */
export function exactClaimSize(input: ClaimSizeInput): number | null {
  const { winRate, margin } = input
  const designEffect = input.designEffect ?? 1
  const tieRate = input.tieRate ?? 0
  checkProbability('winRate', winRate)
  checkProbability('tieRate', tieRate)
  if (margin !== null && tieRate > 0) return null
  const decided = 1 - tieRate
  const distance = Math.abs(winRate - 0.5) / decided
  const room = margin === null ? distance : margin - distance
  if (!(room > 4 * Number.EPSILON) || distance > 0.5 + 4 * Number.EPSILON) return null
  const votes = lastFailure(Math.min(0.5, distance), margin, room) + 1
  // A share of ties that is no whole number of comparisons leaves rounding errors.
  return Math.ceil((votes / decided) * designEffect - 1e-9)
}

/** The largest number of decided votes at which the test fails; 0 where it never does. */
function lastFailure(distance: number, margin: number | null, room: number): number {
  const z = normalQuantile(margin === null ? 0.975 : 0.95)
  const normal = (z * z) / (4 * room * room)
  // Rounding to whole wins and the steps of the binomial cost about 1/n of the room, so about 2 roots of n in n.
  const top = Math.ceil(normal + 6 * Math.sqrt(normal) + 60)
  for (let n = top; n > 0; n -= 1) if (!proved(n, distance, margin)) return n
  return 0
}

function proved(n: number, distance: number, margin: number | null): boolean {
  const wins = Math.ceil((0.5 + distance) * n - 0.5 - 1e-9)
  if (margin === null) return 2 * binomialUpper(wins - 1, n, 0.5) < 0.05
  return (
    margin >= 0.5 ||
    (binomialCdf(wins, n, 0.5 + margin) < 0.05 && binomialUpper(wins - 1, n, 0.5 - margin) < 0.05)
  )
}
