import { type TwoWayError, type TwoWayOptions, twoWayError } from '../crossed/two-way-error.ts'

export interface WinDifference extends TwoWayError {
  readonly wins: number
  readonly ties: number
  readonly losses: number
  /** Wins plus half the ties over all rows, not weighted: (1 + win difference)/2. Null without rows. */
  readonly winRateTiesHalf: number | null
}

/**
 * Win difference of one system, (wins - losses)/n, over its comparisons with one opponent or with the rest, with
 * the two-way clustered standard error of `twoWayError`. A margin of m on the win rate is 2m on this scale.
 *
 * @param outcome one entry per comparison: 1 the system won, 0 tie, -1 it lost
 * @param question cluster code per row
 * @param reviewer cluster code per row, or null when reviewers are not identified
 * @param options level, and weights to give every opponent the same share in an unbalanced design
 *
 * @method pref.win_difference
 * @question By how much is one system preferred to another?
 * @standing default
 * @source Cameron, Gelbach and Miller 2011
 * @pinned R 4.2.2 sandwich 3.0-2: vcovCL(m, cluster = ~q + r, type = "HC0", cadjust = TRUE, multi0 = FALSE)
 */
export function winDifference(
  outcome: ArrayLike<number>,
  question: ArrayLike<number>,
  reviewer: ArrayLike<number> | null,
  options: TwoWayOptions = {},
): WinDifference {
  let wins = 0
  let losses = 0
  for (let row = 0; row < outcome.length; row++) {
    const value = outcome[row]!
    if (value === 1) wins += 1
    else if (value === -1) losses += 1
    else if (value !== 0) throw new RangeError(`outcome ${row} must be 1, 0 or -1, not ${value}`)
  }
  const ties = outcome.length - wins - losses
  const error = twoWayError(outcome, question, reviewer, options)
  const winRateTiesHalf = outcome.length === 0 ? null : (wins + 0.5 * ties) / outcome.length
  return { wins, ties, losses, winRateTiesHalf, ...error }
}
