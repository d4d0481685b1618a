import { checkLevel } from '../argument.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { Interval } from '../interval.ts'
import { isRoundingOfZero } from '../moments.ts'
import { type ClusteredError, checkGuesses, clusteredError, type Guesses, intervalAround } from './guesses.ts'

export interface BangOptions {
  /** Confidence level, two-sided; 0.95 when left out. Bang's one-sided 95 % limits are those of level 0.9. */
  readonly level?: number
}

/** Bang's index of one arm. */
export interface BangIndex {
  /** Guesses on answers of this arm, "cannot tell" among them. */
  readonly n: number
  /** Right guesses. */
  readonly right: number
  /** Wrong guesses. */
  readonly wrong: number
  /** Who could not tell. */
  readonly cannotTell: number
  /** -1/(k-1) to 1; null without rows, and with fewer than two arms. */
  readonly index: number | null
  /** Standard error if guesses were independent (multinomial); null with `index`. */
  readonly se: number | null
  /** Normal interval, not cut to the range of the index; null when the standard error is 0 or null. */
  readonly ci: Interval | null
  /** The same with the guesses of one reviewer taken together; null without reviewers or rows. */
  readonly clustered: ClusteredError | null
}

/**
 * Bang's blinding index of every arm: by how much guesses on answers of the arm are righter than blind guesses would
 * be. 1 is all right, 0 what chance or "cannot tell" gives, below 0 opposite guessing.
 *
 * For two arms it is Bang's (right - wrong)/n. For k arms a right guess counts 1, a wrong one -1/(k-1) and "cannot
 * tell" 0, and the index is the mean: (right - wrong/(k-1))/n. That is the one linear form with 0 for a blind guess
 * among k arms and 1 for a right one, the correction for guessing of multiple-choice tests. It equals (share right
 * among guesses - 1/k)/(1 - 1/k) times the share who guessed, and for k = 2 it is Bang's, who treats two arms.
 *
 * Variance with shares p of right and q of wrong: (p + q/(k-1)^2 - index^2)/n, for two arms Bang's
 * (p(1-p) + q(1-q) + 2pq)/n. With reviewers there is also a cluster-robust error of that mean, with t on clusters - 1.
 *
 * The index of an arm rises when reviewers name that arm whatever they read; those of the other arms then fall. Read
 * all arms together.
 *
 * @param guesses one row per reviewer and answer, with the number of arms
 * @returns one index per arm, in the order of the arms
 *
 * @method blind.bang
 * @question How well do reviewers recognise the answers of each arm?
 * @standing descriptive
 * @source Bang, Ni and Davis 2004, Controlled Clinical Trials 25:143-156; for k arms the correction for guessing
 * @pinned R 4.2.2: Bang's table 7 (CRISP) and Houweling 2014 by hand; sandwich 3.0-2 vcovCL for the clustered error
 */
export function bangIndex(guesses: Guesses, options: BangOptions = {}): BangIndex[] {
  checkGuesses(guesses)
  const level = options.level ?? 0.95
  checkLevel(level)
  return Array.from({ length: guesses.arms }, (_, arm) => indexOfArm(guesses, arm, level))
}

function indexOfArm(guesses: Guesses, arm: number, level: number): BangIndex {
  const rows = guesses.arm.flatMap((own, row) => (own === arm ? [row] : []))
  const n = rows.length
  const right = rows.filter((row) => guesses.guess[row] === arm).length
  const cannotTell = rows.filter((row) => guesses.guess[row] === 'cannot tell').length
  const wrong = n - right - cannotTell
  const counts = { n, right, wrong, cannotTell }
  const others = guesses.arms - 1
  if (n === 0 || others < 1) return { ...counts, index: null, se: null, ci: null, clustered: null }
  const index = (right - wrong / others) / n
  const variance = (right + wrong / (others * others)) / n - index * index
  const spread = Math.sqrt(Math.max(0, variance))
  // The difference of two numbers up to 1 leaves about the root of a rounding where the truth is 0.
  const se = isRoundingOfZero(spread * spread, 1) ? 0 : spread / Math.sqrt(n)
  const scores = rows.map((row) => {
    const guess = guesses.guess[row]!
    return guess === 'cannot tell' ? 0 : guess === arm ? 1 : -1 / others
  })
  return {
    ...counts,
    index,
    se,
    ci: intervalAround(index, se, normalQuantile(0.5 + level / 2)),
    clustered: clusteredError(index, scores, rows, guesses, level),
  }
}
