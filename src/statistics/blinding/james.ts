import { checkLevel, checkNotNegative, checkSameLength } from '../argument.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { Interval } from '../interval.ts'
import { variance } from '../moments.ts'
import { type ClusteredError, checkGuesses, clusteredError, type Guesses, intervalAround } from './guesses.ts'

export interface JamesOptions {
  /** Confidence level; 0.95 when left out. */
  readonly level?: number
  /**
   * How blind a wrong guess shows a reviewer to be: row the arm guessed, column the true arm, 0 on the diagonal. All
   * wrong guesses weigh the same when left out; only their ratios matter.
   */
  readonly weights?: readonly (readonly number[])[]
}

export interface JamesIndex {
  /** Rows, "cannot tell" among them. */
  readonly n: number
  /** Share that could not tell; null without rows. */
  readonly cannotTellShare: number | null
  /** 0 to 1; null without rows, and when guesses were made on answers of one arm only. */
  readonly index: number | null
  /** Standard error if guesses were independent; null with `index` and when nobody guessed. */
  readonly se: number | null
  /** Normal interval, not cut to [0, 1]; null when the standard error is 0 or null. */
  readonly ci: Interval | null
  /** The same with the guesses of one reviewer taken together; null without reviewers or with `se`. */
  readonly clustered: ClusteredError | null
}

/**
 * James' blinding index over all arms: 1 when everyone cannot tell, 0.5 when everyone guesses and the guesses agree
 * with the arms as chance would have it, 0 when all guesses are right. Above 0.5 it mixes "cannot tell" with opposite
 * guessing, so read it beside Bang's.
 *
 * (1 + d + (1 - d) K)/2, with d the share of "cannot tell" and K = (Do - De)/De the kappa of disagreement among the
 * guesses: Do the weighted share of wrong guesses, De what the margins of the guesses and the arms would give by
 * chance. It equals d + (1 - d) Do/(2 De).
 *
 * The variance is that of the delta method on the cells of the table (arm by guess), which is James' formula. The
 * influence of a row that it rests on gives the cluster-robust error too, with t on clusters - 1. When nobody guesses
 * the index is 1 by definition, without an error. Guesses on answers of one arm alone cannot be told from chance.
 *
 * @param guesses one row per reviewer and answer, with the number of arms
 *
 * @method blind.james
 * @question How well has the blinding held over all arms together?
 * @standing descriptive
 * @source James, Bloch, Lee, Kraemer and Fuller 1996, Statistics in Medicine 15:1421-1434
 * @pinned R 4.2.2: James' variance term by term, on James' tables III and V, Bang's table 7 and Houweling 2014
 */
export function jamesIndex(guesses: Guesses, options: JamesOptions = {}): JamesIndex {
  checkGuesses(guesses)
  const level = options.level ?? 0.95
  checkLevel(level)
  const weight = weightsOf(guesses.arms, options.weights)
  const n = guesses.arm.length
  const nothing = { n, index: null, se: null, ci: null, clustered: null }
  if (n === 0) return { ...nothing, cannotTellShare: null }
  const { shares, cannotTellShare } = guessShares(guesses)
  if (cannotTellShare === 1) return { ...nothing, cannotTellShare, index: 1 }
  const parts = disagreement(shares, weight, guesses.arms)
  if (parts === null) return { ...nothing, cannotTellShare }
  const guessed = 1 - cannotTellShare
  const { observed, chance, chanceSlope } = parts
  const index = cannotTellShare + (observed * guessed * guessed) / (2 * chance)
  // A guess moves the index through the share that guessed and through both disagreements; "cannot tell" is the 0.
  const ofRows = guesses.guess.map((guess, row) => {
    if (guess === 'cannot tell') return 0
    const cell = guess * guesses.arms + guesses.arm[row]!
    const slope =
      weight[cell]! * guessed * guessed +
      2 * observed * guessed -
      (observed * guessed * guessed * chanceSlope[cell]!) / chance
    return slope / (2 * chance) - 1
  })
  const se = Math.sqrt((variance(ofRows, 0, 1) ?? 0) / n)
  const rows = guesses.arm.map((_, row) => row)
  return {
    n,
    cannotTellShare,
    index,
    se,
    ci: intervalAround(index, se, normalQuantile(0.5 + level / 2)),
    clustered: clusteredError(index, ofRows, rows, guesses, level),
  }
}

/** Shares of the rows by guess (row) and arm (column). */
function guessShares({ arms, arm, guess }: Guesses) {
  const shares = new Float64Array(arms * arms)
  let cannotTell = 0
  guess.forEach((guessed, row) => {
    if (guessed === 'cannot tell') cannotTell += 1
    else shares[guessed * arms + arm[row]!]! += 1
  })
  return { shares: shares.map((count) => count / guess.length), cannotTellShare: cannotTell / guess.length }
}

/**
 * Weighted disagreement as observed and by chance, both as shares of all rows (not of the guesses alone), and how the
 * latter grows with each cell. Null when chance gives none, or when only one arm has guesses.
 */
function disagreement(shares: Float64Array, weight: Float64Array, arms: number) {
  const guessed = new Float64Array(arms)
  const given = new Float64Array(arms)
  for (let i = 0; i < arms; i++) {
    for (let j = 0; j < arms; j++) {
      guessed[i]! += shares[i * arms + j]!
      given[j]! += shares[i * arms + j]!
    }
  }
  if (given.filter((share) => share > 0).length < 2) return null
  const ofGuess = new Float64Array(arms)
  const ofArm = new Float64Array(arms)
  let observed = 0
  let chance = 0
  for (let i = 0; i < arms; i++) {
    for (let j = 0; j < arms; j++) {
      const own = weight[i * arms + j]!
      observed += own * shares[i * arms + j]!
      chance += own * guessed[i]! * given[j]!
      ofGuess[i]! += own * given[j]!
      ofArm[j]! += own * guessed[i]!
    }
  }
  if (chance === 0) return null
  const chanceSlope = weight.map((_, cell) => ofGuess[Math.floor(cell / arms)]! + ofArm[cell % arms]!)
  return { observed, chance, chanceSlope }
}

function weightsOf(arms: number, weights: JamesOptions['weights']): Float64Array {
  const flat = new Float64Array(arms * arms).fill(1)
  if (weights !== undefined) checkSameLength('weights', weights.length, arms)
  for (let i = 0; i < arms; i++) {
    if (weights !== undefined) checkSameLength(`weights ${i}`, weights[i]!.length, arms)
    for (let j = 0; j < arms; j++) {
      const weight = weights?.[i]?.[j] ?? (i === j ? 0 : 1)
      checkNotNegative('weights', weight)
      if (i === j && weight !== 0) throw new RangeError(`weights of right guesses must be 0, not ${weight}`)
      flat[i * arms + j] = weight
    }
  }
  return flat
}
