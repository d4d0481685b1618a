import { denseCodes } from '../crossed/cluster-codes.ts'
import { degreesOfFreedom } from '../crossed/two-way-error.ts'
import { type ComparisonRows, checkRowLengths, countPairs } from './comparison-rows.ts'
import { type DavidsonFit, davidson } from './davidson.ts'
import { maximise, type OutcomeProbabilities, outcomeProbabilities } from './davidson-newton.ts'
import {
  guardedContrast,
  type RowScore,
  type SandwichVariances,
  sandwichVariances,
} from './score-sandwich.ts'
import { upperBound } from './symmetric-matrix.ts'

export interface ClusteredDavidson {
  /** The fit, with standard errors for independent rows. */
  readonly fit: DavidsonFit
  readonly nQuestions: number
  readonly nReviewers: number | null
  /** min(questions, reviewers) - 1; null when neither has two. */
  readonly df: number | null
  /** Clustered standard error per log worth, by the guard of `twoWayError`. */
  readonly se: readonly number[] | null
  /** Clustered variance of every difference of two log worths, by the same guard; 0 on the diagonal. */
  readonly differenceVariance: readonly (readonly number[])[] | null
  /** One covariance matrix of the log worths, for draws and contrasts of more than two systems. */
  readonly covariance: readonly (readonly number[])[] | null
  /** Clustered standard error of the slot effect; null when it was not asked for. */
  readonly sePosition: number | null
}

/**
 * Fits Davidson's model and gives it standard errors that know of questions and reviewers: the sandwich
 * I^-1 M I^-1 with M = G/(G-1) times the sum over clusters of the outer product of the cluster's score.
 *
 * Two-way, the scalar guard of the win difference, max(Vq + Vr - Vcell, Vq, Vr), is applied to each log worth, each
 * difference of two and the slot effect by itself. Vq + Vr - Vcell as a matrix need not be positive, so `covariance`
 * is built as ((Vq + Vr - Vcell) v Vq) v Vr with a v b = a + (b - a)+, negative eigenvalues of the bracket set to
 * 0. That is the guard in every direction at once: valid, never below any of the three, and so a little wider than
 * the guard of one contrast alone.
 *
 * Rows are read a few times in O(n); a cluster costs the square of the number of systems it touches.
 */
export function davidsonClusteredCovariance(rows: ComparisonRows): ClusteredDavidson {
  checkRowLengths(rows)
  const position = rows.position ?? false
  const counts = countPairs(rows)
  const fit = davidson({ systems: rows.systems, counts, position })
  const questions = denseCodes(rows.question)
  const reviewers = rows.reviewer === null ? null : denseCodes(rows.reviewer)
  const base = {
    fit,
    nQuestions: questions.count,
    nReviewers: reviewers === null ? null : reviewers.count,
    df: degreesOfFreedom(questions.count, reviewers === null ? null : reviewers.count),
  }
  const nothing = { ...base, se: null, differenceVariance: null, covariance: null, sePosition: null }
  const parameters =
    fit.logWorth === null ? null : maximise(rows.systems, counts, { position, ties: fit.logNu !== null })
  if (parameters === null) return nothing
  const size = parameters.values.length
  const variances = sandwichVariances(
    parameters.covariance,
    size,
    questions,
    reviewers,
    rowScores(rows, fit, size),
  )
  if (variances.question === null && variances.reviewer === null) return nothing
  return { ...base, ...describe(variances, rows.systems, size, position) }
}

function describe(variances: SandwichVariances, systems: number, size: number, position: boolean) {
  const list = Array.from({ length: systems }, (_, index) => index)
  const guarded = (i: number, j: number | null) => guardedContrast(variances, size, i, j) ?? 0
  const matrix = guardedMatrix(variances, size)
  return {
    se: list.map((i) => Math.sqrt(guarded(i, null))),
    differenceVariance: list.map((i) => list.map((j) => (i === j ? 0 : guarded(i, j)))),
    covariance: matrix === null ? null : list.map((i) => list.map((j) => matrix[i * size + j]!)),
    sePosition: position ? Math.sqrt(guarded(systems, null)) : null,
  }
}

function guardedMatrix({ question, reviewer, cell }: SandwichVariances, size: number): Float64Array | null {
  if (question === null || reviewer === null || cell === null) return question ?? reviewer
  const twoWay = question.map((value, place) => value + reviewer[place]! - cell[place]!)
  return upperBound(upperBound(twoWay, question, size), reviewer, size)
}

/** A row's score depends on its pair and outcome only, so it is computed once for each. */
function rowScores(rows: ComparisonRows, fit: DavidsonFit, size: number): RowScore {
  const { systems, slotA, slotB, outcome } = rows
  const scores = scoreTable(systems, fit)
  const positionPlace = fit.position === null ? -1 : systems
  const nuPlace = fit.logNu === null ? -1 : size - 1
  return (row, add) => {
    const a = slotA[row]!
    const b = slotB[row]!
    const place = 3 * (a * systems + b) + 1 - outcome[row]!
    const difference = scores.difference[place]!
    add(a, difference)
    add(b, -difference)
    if (positionPlace >= 0) add(positionPlace, difference)
    if (nuPlace >= 0) add(nuPlace, scores.tie[place]!)
  }
}

interface ScoreTable {
  /** Score for d of (pair, outcome), at 3 (a systems + b) + 1 - outcome. */
  readonly difference: Float64Array
  /** Score for log nu at the same place. */
  readonly tie: Float64Array
}

function scoreTable(systems: number, fit: DavidsonFit): ScoreTable {
  const difference = new Float64Array(3 * systems * systems)
  const tie = new Float64Array(3 * systems * systems)
  const p: OutcomeProbabilities = { first: 0, tie: 0, second: 0 }
  const worth = fit.logWorth ?? []
  for (let a = 0; a < systems; a++) {
    for (let b = 0; b < systems; b++) {
      outcomeProbabilities(worth[a]! - worth[b]! + (fit.position ?? 0), fit.logNu, p)
      for (let result = -1; result <= 1; result++) {
        const place = 3 * (a * systems + b) + 1 - result
        difference[place] = (result - (p.first - p.second)) / 2
        tie[place] = (result === 0 ? 1 : 0) - p.tie
      }
    }
  }
  return { difference, tie }
}
