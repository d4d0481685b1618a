import { normalUpper } from '../distributions/normal.ts'
import { type PairedTable, questionsOf } from './paired-table.ts'
import { tangoScore } from './tango-score.ts'

export interface TangoNoninferiority {
  /** Questions in all. */
  readonly n: number
  /** Accuracy of A less accuracy of B; null without questions. */
  readonly diff: number | null
  /**
   * Score statistic of the null that A is worse by exactly the margin; large values speak for A. Infinite where
   * that null leaves no room for chance (a margin of 1); null without questions, or for a margin of 0 without
   * discordant questions.
   */
  readonly z: number | null
  /** One-sided p, P(Z > z). */
  readonly p: number | null
}

/**
 * Tango's score test that A is not worse than B by the margin or more, on the same questions.
 *
 * Null: accuracy of A - accuracy of B <= -margin; z is the score statistic at a difference of -margin. It keeps
 * its meaning with few or no discordant questions, where a Wald test has a standard error of 0. p < alpha exactly
 * when the lower limit of Tango's interval of level 1 - 2 alpha lies above -margin. A margin of 0 gives McNemar's
 * z, (b - c)/sqrt(b + c).
 *
 * @param margin largest loss of accuracy that would be accepted, 0 to 1 (0.02 is two points); negative for a
 * least gain that A must show
 *
 * @method paired.tango_noninferiority
 * @question Is A's accuracy no worse than B's by more than the margin, on the same questions?
 * @standing default
 * @source Tango 1998
 * @pinned scipy 1.10.1: brentq on a numerical constrained maximum likelihood; the closed form in R 4.2.2
 */
export function tangoNoninferiority(table: PairedTable, margin: number): TangoNoninferiority {
  const n = questionsOf(table)
  if (!(margin >= -1 && margin <= 1)) {
    throw new RangeError(`margin must lie between -1 and 1, not ${margin}`)
  }
  if (n === 0) return { n, diff: null, z: null, p: null }
  const { n10, n01 } = table
  const z = tangoScore(n10, n01, n, -margin)
  return { n, diff: (n10 - n01) / n, z, p: z === null ? null : normalUpper(z) }
}
