import { checkCount } from '../argument.ts'
import { binomialCdf, binomialDensity } from '../distributions/binomial.ts'

export interface SignTest {
  /** Wins plus losses. */
  readonly decisive: number
  /** Two-sided exact p; 1 without decisive votes. */
  readonly exactP: number
  /** Two-sided mid-p: half of the probability of the observed split is not counted. */
  readonly midP: number
}

/**
 * Wins against losses, ties dropped, against a fair coin. Votes must be independent: reduce to one vote per
 * question first.
 *
 * @method pref.sign_test
 * @question Did one system win more questions than it lost?
 * @standing sensitivity
 * @source Dixon and Mood 1946; Fagerland, Lydersen and Laake 2013 for mid-p
 * @pinned R 4.2.2: binom.test(wins, wins + losses)
 */
export function signTest(wins: number, losses: number): SignTest {
  checkCount('wins', wins)
  checkCount('losses', losses)
  const decisive = wins + losses
  if (decisive === 0) return { decisive, exactP: 1, midP: 1 }
  const smaller = Math.min(wins, losses)
  // A split as even as can be has a tail of one half or more; then rounding must not leave p just below 1.
  const even = Math.abs(wins - losses) <= 1
  const doubled = even ? 1 : 2 * binomialCdf(smaller, decisive, 0.5)
  const midP = wins === losses ? 1 : doubled - binomialDensity(smaller, decisive, 0.5)
  return { decisive, exactP: doubled, midP }
}
