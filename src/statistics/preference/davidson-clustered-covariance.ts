import { denseCodes } from '../crossed/cluster-codes.ts'
import { degreesOfFreedom } from '../crossed/two-way-error.ts'
import { type ComparisonRows, checkRowLengths } from './comparison-rows.ts'
import { countPairs } from './count-pairs.ts'
import { type DavidsonFit, fitDavidson } from './davidson.ts'
import { clusterMeat, scoreTable } from './davidson-scores.ts'
import { type GroupedOutcomes, groupedOutcomes, outcomeCodes, outcomesByCell } from './grouped-outcomes.ts'
import { guardedContrast, type SandwichVariances } from './score-sandwich.ts'
import { sandwich, upperBound } from './symmetric-matrix.ts'

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
  const { fit, parameters } = fitDavidson({ systems: rows.systems, counts, position })
  const questions = denseCodes(rows.question)
  const reviewers = rows.reviewer === null ? null : denseCodes(rows.reviewer)
  const base = {
    fit,
    nQuestions: questions.count,
    nReviewers: reviewers === null ? null : reviewers.count,
    df: degreesOfFreedom(questions.count, reviewers === null ? null : reviewers.count),
  }
  const nothing = { ...base, se: null, differenceVariance: null, covariance: null, sePosition: null }
  if (parameters === null) return nothing
  const size = parameters.values.length
  const scores = scoreTable(rows.systems, fit)
  const outcomes = outcomeCodes(rows)
  const variance = (grouped: GroupedOutcomes) => {
    const meat = clusterMeat(grouped, scores, size)
    return meat === null ? null : sandwich(parameters.covariance, meat, size)
  }
  const question = variance(groupedOutcomes(outcomes, questions))
  const reviewer = reviewers === null ? null : variance(groupedOutcomes(outcomes, reviewers))
  const cell = reviewers === null ? null : variance(outcomesByCell(outcomes, questions, reviewers))
  if (question === null && reviewer === null) return nothing
  return { ...base, ...describe({ question, reviewer, cell }, rows.systems, size, position) }
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
