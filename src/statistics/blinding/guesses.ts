import { checkCount, checkSameLength } from '../argument.ts'
import { twoWayError } from '../crossed/two-way-error.ts'
import { tQuantile } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'

/** What a reviewer thinks gave an answer: the number of an arm, or that it cannot be told. */
export type Guess = number | 'cannot tell'

/** Guesses by row: one reviewer on one answer. */
export interface GuessRows {
  /** Number of arms that could be guessed. */
  readonly arms: number
  /** The arm that gave the answer, 0 to `arms - 1`. */
  readonly arm: readonly number[]
  /** The arm guessed, 0 to `arms - 1`, or `'cannot tell'`. Who was not asked has no row. */
  readonly guess: readonly Guess[]
  /** Cluster codes of the reviewers, any 32-bit whole numbers; without them guesses count as independent. */
  readonly reviewer?: ArrayLike<number>
}

/** Guesses as the indices take them. */
export interface Guesses extends GuessRows {
  /** Cluster codes of the questions, used beside those of the reviewers. */
  readonly question?: ArrayLike<number>
}

/** Standard error when guesses of one reviewer (and on one question) belong together. */
export interface ClusteredError {
  /** Reviewers among the rows. */
  readonly reviewers: number
  /** Null with fewer than two reviewers (and, where questions are given, fewer than two of those). */
  readonly se: number | null
  /** Degrees of freedom: the smaller number of clusters less 1; null with `se`. */
  readonly df: number | null
  /** t interval, not cut to the range of the index; null when the standard error is 0 or null. */
  readonly ci: Interval | null
}

export function checkGuesses({ arms, arm, guess, reviewer, question }: Guesses): void {
  checkCount('arms', arms)
  checkSameLength('guess', guess.length, arm.length)
  if (reviewer !== undefined) checkSameLength('reviewer', reviewer.length, arm.length)
  if (question !== undefined) checkSameLength('question', question.length, arm.length)
  for (const place of arm) checkArm(place, arms)
  for (const place of guess) if (place !== 'cannot tell') checkArm(place, arms)
}

function checkArm(place: number, arms: number): void {
  if (!(Number.isInteger(place) && place >= 0 && place < arms)) {
    throw new RangeError(`arms must be whole numbers from 0 to ${arms - 1}, not ${place}`)
  }
}

/**
 * Clustered error of an estimate whose rows move it by `values` (a score, or an influence): by reviewer, and by
 * question too when both are known. Null without reviewers.
 */
export function clusteredError(
  estimate: number,
  values: readonly number[],
  rows: readonly number[],
  { reviewer, question }: Guesses,
  level: number,
): ClusteredError | null {
  if (reviewer === undefined) return null
  const codes = rows.map((row) => reviewer[row]!)
  const reviewers = new Set(codes).size
  const { seTwoWay, df } =
    question === undefined
      ? twoWayError(values, codes, null)
      : twoWayError(
          values,
          rows.map((row) => question[row]!),
          codes,
        )
  // One reviewer, or one question, says nothing of others: the other clustering alone would hide that.
  const enough =
    reviewers >= 2 && (question === undefined || new Set(rows.map((row) => question[row]!)).size >= 2)
  if (seTwoWay === null || df === null || !enough) return { reviewers, se: null, df: null, ci: null }
  return {
    reviewers,
    se: seTwoWay,
    df,
    ci: intervalAround(estimate, seTwoWay, tQuantile(0.5 + level / 2, df)),
  }
}

/** estimate +- quantile se; null for a standard error of 0, which would claim certainty. */
export function intervalAround(estimate: number, se: number, quantile: number): Interval | null {
  return se === 0 ? null : { lower: estimate - quantile * se, upper: estimate + quantile * se }
}
