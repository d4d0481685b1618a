import { checkSameLength } from '../argument.ts'
import { type DenseCodes, denseCodes, rowsByCluster } from '../crossed/cluster-codes.ts'
import { degreesOfFreedom, guardedVariance } from '../crossed/two-way-error.ts'
import { countPairs } from './count-pairs.ts'
import { type DavidsonFit, davidson } from './davidson.ts'
import { maximise, type OutcomeProbabilities, outcomeProbabilities } from './davidson-newton.ts'
import { sandwich, upperBound } from './symmetric-matrix.ts'

/** Comparisons row by row; all arrays have one entry per row. */
export interface ComparisonRows {
  /** Number of systems; codes run from 0 to `systems - 1`. */
  readonly systems: number
  readonly slotA: ArrayLike<number>
  readonly slotB: ArrayLike<number>
  /** 1 the first slot won, 0 tie, -1 the second slot won. */
  readonly outcome: ArrayLike<number>
  readonly question: ArrayLike<number>
  /** Null when reviewers are not identified. */
  readonly reviewer: ArrayLike<number> | null
  /** Whether to estimate the effect of the first slot; false when left out. */
  readonly position?: boolean
}

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
  const n = rows.outcome.length
  for (const name of ['slotA', 'slotB', 'question'] as const) checkSameLength(name, rows[name].length, n)
  if (rows.reviewer !== null) checkSameLength('reviewer', rows.reviewer.length, n)
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
  const scores = scoreTable(rows, fit)
  const byQuestion = rowsByCluster(questions)
  const variance = (grouped: Grouping) => {
    const meat = clusterMeat(rows, grouped, scores, size, fit)
    return meat === null ? null : sandwich(parameters.covariance, meat, size)
  }
  const question = variance(byQuestion)
  const reviewer = reviewers === null ? null : variance(rowsByCluster(reviewers))
  const cell = reviewers === null ? null : variance(cellGroups(questions, reviewers))
  if (question === null && reviewer === null) return nothing
  return { ...base, ...describe({ question, reviewer, cell }, rows.systems, size, position) }
}

interface Variances {
  readonly question: Float64Array | null
  readonly reviewer: Float64Array | null
  readonly cell: Float64Array | null
}

function describe(variances: Variances, systems: number, size: number, position: boolean) {
  const { question, reviewer, cell } = variances
  const list = Array.from({ length: systems }, (_, index) => index)
  const quadratic = (matrix: Float64Array | null, i: number, j: number | null) => {
    if (matrix === null) return null
    const own = matrix[i * size + i]!
    return j === null ? own : own + matrix[j * size + j]! - 2 * matrix[i * size + j]!
  }
  const guarded = (i: number, j: number | null) =>
    Math.max(
      0,
      guardedVariance(quadratic(question, i, j), quadratic(reviewer, i, j), quadratic(cell, i, j)) ?? 0,
    )
  const matrix = guardedMatrix(variances, size)
  return {
    se: list.map((i) => Math.sqrt(guarded(i, null))),
    differenceVariance: list.map((i) => list.map((j) => (i === j ? 0 : guarded(i, j)))),
    covariance: matrix === null ? null : list.map((i) => list.map((j) => matrix[i * size + j]!)),
    sePosition: position ? Math.sqrt(guarded(systems, null)) : null,
  }
}

function guardedMatrix({ question, reviewer, cell }: Variances, size: number): Float64Array | null {
  if (question === null || reviewer === null || cell === null) return question ?? reviewer
  const twoWay = question.map((value, place) => value + reviewer[place]! - cell[place]!)
  return upperBound(upperBound(twoWay, question, size), reviewer, size)
}

interface ScoreTable {
  /** Score for d of (pair, outcome), at 3 (a systems + b) + 1 - outcome. */
  readonly difference: Float64Array
  /** Score for log nu at the same place. */
  readonly tie: Float64Array
}

/** A row's score depends on its pair and outcome only, so it is computed once for each. */
function scoreTable(rows: ComparisonRows, fit: DavidsonFit): ScoreTable {
  const { systems } = rows
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

interface Grouping {
  readonly rows: Int32Array
  readonly starts: Int32Array
}

/** Rows grouped by question x reviewer: sorted by reviewer, then stably by question, then cut. */
function cellGroups(questions: DenseCodes, reviewers: DenseCodes): Grouping {
  const { rows } = rowsByCluster(questions, rowsByCluster(reviewers).rows)
  const starts = new Int32Array(rows.length + 1)
  let cells = 0
  for (let place = 1; place <= rows.length; place++) {
    const row = rows[place]
    const before = rows[place - 1]!
    const same =
      row !== undefined &&
      questions.code[row] === questions.code[before] &&
      reviewers.code[row] === reviewers.code[before]
    if (same) continue
    cells += 1
    starts[cells] = place
  }
  return { rows, starts: starts.slice(0, cells + 1) }
}

/** G/(G-1) sum over clusters of score score'; null for fewer than two clusters. */
function clusterMeat(
  rows: ComparisonRows,
  grouped: Grouping,
  scores: ScoreTable,
  size: number,
  fit: DavidsonFit,
): Float64Array | null {
  const clusters = grouped.starts.length - 1
  if (clusters < 2) return null
  const { systems, slotA, slotB, outcome } = rows
  const positionPlace = fit.position === null ? -1 : systems
  const nuPlace = fit.logNu === null ? -1 : size - 1
  const meat = new Float64Array(size * size)
  const score = new Float64Array(size)
  const seenIn = new Int32Array(size).fill(-1)
  const touched = new Int32Array(size)
  for (let cluster = 0; cluster < clusters; cluster++) {
    let touchedCount = 0
    const add = (place: number, value: number) => {
      if (seenIn[place] !== cluster) {
        seenIn[place] = cluster
        score[place] = 0
        touched[touchedCount] = place
        touchedCount += 1
      }
      score[place] = score[place]! + value
    }
    for (let index = grouped.starts[cluster]!; index < grouped.starts[cluster + 1]!; index++) {
      const row = grouped.rows[index]!
      const a = slotA[row]!
      const b = slotB[row]!
      const place = 3 * (a * systems + b) + 1 - outcome[row]!
      const difference = scores.difference[place]!
      add(a, difference)
      add(b, -difference)
      if (positionPlace >= 0) add(positionPlace, difference)
      if (nuPlace >= 0) add(nuPlace, scores.tie[place]!)
    }
    for (let i = 0; i < touchedCount; i++) {
      const row = touched[i]! * size
      const value = score[touched[i]!]!
      for (let j = 0; j < touchedCount; j++) {
        const place = row + touched[j]!
        meat[place] = meat[place]! + value * score[touched[j]!]!
      }
    }
  }
  const correction = clusters / (clusters - 1)
  return meat.map((value) => value * correction)
}
