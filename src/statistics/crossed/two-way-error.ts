import { checkLevel, checkSameLength } from '../argument.ts'
import { tQuantile, tTwoSided } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { denseCodes } from './cluster-codes.ts'
import { type ClusterVariances, clusterVariances } from './cluster-variances.ts'

export interface TwoWayOptions {
  /** Confidence level of the interval; 0.95 when left out. */
  readonly level?: number
  /** Weights of the rows, finite and not negative; rows of weight 0 are left out. Equal when left out. */
  readonly weights?: ArrayLike<number>
}

/** A mean with its standard errors; everything the data leave undefined is null. */
export interface TwoWayError {
  /** (Weighted) mean of the values; null without rows. */
  readonly estimate: number | null
  /** Rows used. */
  readonly n: number
  /** Questions among them. */
  readonly nQuestions: number
  /** Null when reviewers are not identified. */
  readonly nReviewers: number | null
  /** Standard error if rows were independent. */
  readonly seIid: number | null
  /** Standard error clustered by question; null with fewer than two. */
  readonly seQuestion: number | null
  /** Standard error clustered by reviewer; null with fewer than two. */
  readonly seReviewer: number | null
  /** Standard error clustered by question x reviewer. */
  readonly seCell: number | null
  /** The standard error to use: both clusterings with the guard, or the only one that is defined. */
  readonly seTwoWay: number | null
  /** Degrees of freedom of the standard error to use: its smaller number of clusters less 1. */
  readonly df: number | null
  /** t interval; null when the standard error is 0 or null. */
  readonly ci: Interval | null
  /** Two-sided p of a mean of 0. */
  readonly p: number | null
  /** Variance over the variance of independent rows. */
  readonly designEffect: number | null
  /** n / designEffect: the number of independent rows that would know as much. */
  readonly effectiveN: number | null
}

/**
 * Mean of a paired outcome with a standard error clustered by question and by reviewer.
 *
 * For clusters c of one kind, V = G/(G-1) sum over c of (sum of w (x - mean) in c)^2 / (sum of w)^2. The two-way
 * variance of Cameron, Gelbach and Miller (2011) carries a guard: V = max(Vq + Vr - Vcell, Vq, Vr), with t on
 * min(Gq, Gr) - 1 degrees of freedom. With one cluster in one direction the other is used alone (the result then
 * holds for that question or reviewer only); with one in both nothing is defined. A standard error of 0, which
 * rounding cannot hide, gives no interval and no p.
 *
 * One pass of O(n) with typed arrays; the order of rows and the numbering of clusters do not matter.
 *
 * @param values one finite number per row, for example +1 win, 0 tie, -1 loss
 * @param question cluster code per row, any 32-bit whole numbers
 * @param reviewer cluster code per row, or null when reviewers are not identified: then clustered by question only
 */
export function twoWayError(
  values: ArrayLike<number>,
  question: ArrayLike<number>,
  reviewer: ArrayLike<number> | null,
  options: TwoWayOptions = {},
): TwoWayError {
  const level = options.level ?? 0.95
  checkLevel(level)
  checkSameLength('question', question.length, values.length)
  if (reviewer !== null) checkSameLength('reviewer', reviewer.length, values.length)
  const rows = usableRows(values, question, reviewer, options.weights ?? null)
  const questions = denseCodes(rows.question)
  const reviewers = rows.reviewer === null ? null : denseCodes(rows.reviewer)
  const variances = clusterVariances(rows.values, rows.weights, questions, reviewers)
  return summarise(
    variances,
    rows.values.length,
    questions.count,
    reviewers === null ? null : reviewers.count,
    level,
  )
}

function summarise(
  variances: ClusterVariances,
  n: number,
  nQuestions: number,
  nReviewers: number | null,
  level: number,
): TwoWayError {
  const { estimate, iid, question, reviewer, cell } = variances
  const twoWay = guardedVariance(question, reviewer, cell)
  const df = degreesOfFreedom(nQuestions, nReviewers)
  const se = twoWay === null ? null : Math.sqrt(twoWay)
  const inference = estimate === null || se === null || se === 0 || df === null ? null : { estimate, se, df }
  const designEffect = twoWay === null || iid === null || iid === 0 ? null : twoWay / iid
  return {
    estimate,
    n,
    nQuestions,
    nReviewers,
    seIid: rootOrNull(iid),
    seQuestion: rootOrNull(question),
    seReviewer: rootOrNull(reviewer),
    seCell: rootOrNull(cell),
    seTwoWay: se,
    df,
    ci: inference === null ? null : intervalAround(inference.estimate, inference.se, inference.df, level),
    p: inference === null ? null : tTwoSided(inference.estimate / inference.se, inference.df),
    designEffect,
    effectiveN: designEffect === null || designEffect === 0 ? null : n / designEffect,
  }
}

/** max(Vq + Vr - Vcell, Vq, Vr) where both are defined, else the one that is. */
export function guardedVariance(
  question: number | null,
  reviewer: number | null,
  cell: number | null,
): number | null {
  if (question === null || reviewer === null || cell === null) return question ?? reviewer
  return Math.max(question + reviewer - cell, question, reviewer)
}

/** min(Gq, Gr) - 1 over the directions that have at least two clusters; null when none has. */
export function degreesOfFreedom(nQuestions: number, nReviewers: number | null): number | null {
  if (nReviewers === null || nReviewers < 2) return nQuestions < 2 ? null : nQuestions - 1
  return nQuestions < 2 ? nReviewers - 1 : Math.min(nQuestions, nReviewers) - 1
}

function intervalAround(estimate: number, se: number, df: number, level: number): Interval {
  const half = tQuantile(0.5 + level / 2, df) * se
  return { lower: estimate - half, upper: estimate + half }
}

function rootOrNull(variance: number | null): number | null {
  return variance === null ? null : Math.sqrt(variance)
}

interface Rows {
  readonly values: ArrayLike<number>
  readonly question: ArrayLike<number>
  readonly reviewer: ArrayLike<number> | null
  readonly weights: ArrayLike<number> | null
}

/** Checks values and weights and leaves out the rows of weight 0. */
function usableRows(
  values: ArrayLike<number>,
  question: ArrayLike<number>,
  reviewer: ArrayLike<number> | null,
  weights: ArrayLike<number> | null,
): Rows {
  for (let row = 0; row < values.length; row++) {
    if (!Number.isFinite(values[row]!))
      throw new RangeError(`value ${row} must be finite, not ${values[row]}`)
  }
  if (weights === null) return { values, question, reviewer, weights }
  checkSameLength('weights', weights.length, values.length)
  const kept: number[] = []
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new RangeError(`weight ${row} must be finite and not negative, not ${weight}`)
    }
    if (weight > 0) kept.push(row)
  }
  if (kept.length === weights.length) return { values, question, reviewer, weights }
  return {
    values: Float64Array.from(kept, (row) => values[row]!),
    question: Int32Array.from(kept, (row) => question[row]!),
    reviewer: reviewer === null ? null : Int32Array.from(kept, (row) => reviewer[row]!),
    weights: Float64Array.from(kept, (row) => weights[row]!),
  }
}
