import { checkSameLength } from '../argument.ts'
import { type DenseCodes, denseCodes } from './cluster-codes.ts'
import { degreesOfFreedom } from './two-way-error.ts'

/** Marks of several arms, one entry per mark. */
export interface ArmMarks {
  /** Finite. */
  readonly value: ArrayLike<number>
  /** Arm of each mark, from 0 to the number of arms less 1. */
  readonly arm: ArrayLike<number>
  /** Question of each mark, any 32-bit whole numbers. */
  readonly question: ArrayLike<number>
  /** Null when reviewers are not identified. */
  readonly reviewer: ArrayLike<number> | null
}

/** Means of arms, and what every cluster does to them, from which the error of any contrast follows. */
export interface ArmMeans {
  /** Mean by arm; null for an arm without marks. */
  readonly mean: readonly (number | null)[]
  /** Marks by arm. */
  readonly n: readonly number[]
  /** Mean absolute mark by arm, which says what is no more than rounding. */
  readonly size: readonly number[]
  /** Questions with marks. */
  readonly nQuestions: number
  /** Null when reviewers are not identified. */
  readonly nReviewers: number | null
  /** Smaller number of clusters less 1; null with fewer than two of each kind. */
  readonly df: number | null
  readonly influence: {
    readonly question: ClusterInfluence
    /** Null when reviewers are not identified, as are cells then. */
    readonly reviewer: ClusterInfluence | null
    /** Question x reviewer. */
    readonly cell: ClusterInfluence | null
  }
}

/** What each cluster of one kind does to the means: a row per cluster, a column per arm. */
export interface ClusterInfluence {
  readonly clusters: number
  readonly values: Float64Array
}

/**
 * Means of arms with the influence of every question, reviewer and cell: u(c, arm) is the sum over the marks of the arm
 * in cluster c of (mark - mean of the arm), over the arm's number of marks. G/(G-1) sum over c of u u' is the covariance
 * of the means clustered by one kind, the sandwich of the regression of marks on arms (Cameron, Gelbach and Miller
 * 2011). Arms that share questions and reviewers are correlated in it, so difficulty and severity leave a contrast.
 *
 * @param arms number of arms
 */
export function armMeans(marks: ArmMarks, arms: number): ArmMeans {
  const rows = marks.value.length
  checkSameLength('arm', marks.arm.length, rows)
  checkSameLength('question', marks.question.length, rows)
  if (marks.reviewer !== null) checkSameLength('reviewer', marks.reviewer.length, rows)
  const sum = new Float64Array(arms)
  const absolute = new Float64Array(arms)
  const n = new Float64Array(arms)
  for (let row = 0; row < rows; row++) {
    const value = marks.value[row]!
    const arm = marks.arm[row]!
    if (!Number.isFinite(value)) throw new RangeError(`value ${row} must be finite, not ${value}`)
    if (!(Number.isInteger(arm) && arm >= 0 && arm < arms)) {
      throw new RangeError(`arm ${row} must be a whole number from 0 to ${arms - 1}, not ${arm}`)
    }
    sum[arm] = sum[arm]! + value
    absolute[arm] = absolute[arm]! + Math.abs(value)
    n[arm] = n[arm]! + 1
  }
  const mean = sum.map((total, arm) => total / n[arm]!)
  const questions = denseCodes(marks.question)
  const reviewers = marks.reviewer === null ? null : denseCodes(marks.reviewer)
  const influenceOf = (codes: DenseCodes) => clusterInfluence(marks, { mean, n }, codes)
  const cells = reviewers === null ? null : cellCodes(questions.code, reviewers.code, reviewers.count)
  return {
    mean: Array.from(mean, (value) => (Number.isNaN(value) ? null : value)),
    n: Array.from(n),
    size: Array.from(absolute, (total, arm) => (n[arm] === 0 ? 0 : total / n[arm]!)),
    nQuestions: questions.count,
    nReviewers: reviewers === null ? null : reviewers.count,
    df: degreesOfFreedom(questions.count, reviewers === null ? null : reviewers.count),
    influence: {
      question: influenceOf(questions),
      reviewer: reviewers === null ? null : influenceOf(reviewers),
      cell: cells === null ? null : influenceOf(cells),
    },
  }
}

/** A cluster's residual sum is taken as (sum of marks) - mean x (number of marks), which is exact for whole marks. */
function clusterInfluence(
  marks: ArmMarks,
  { mean, n }: { readonly mean: Float64Array; readonly n: Float64Array },
  { code, count }: DenseCodes,
): ClusterInfluence {
  const arms = n.length
  const sums = new Float64Array(count * arms)
  const sizes = new Float64Array(count * arms)
  for (let row = 0; row < marks.value.length; row++) {
    const place = code[row]! * arms + marks.arm[row]!
    sums[place] = sums[place]! + marks.value[row]!
    sizes[place] = sizes[place]! + 1
  }
  const values = sums.map((sum, place) => {
    const arm = place % arms
    return sizes[place] === 0 ? 0 : (sum - mean[arm]! * sizes[place]!) / n[arm]!
  })
  return { clusters: count, values }
}

/** Numbers the cells of question x reviewer that have marks. */
function cellCodes(question: Int32Array, reviewer: Int32Array, reviewers: number): DenseCodes {
  const places = new Map<number, number>()
  const code = Int32Array.from(question, (of, row) => {
    const key = of * reviewers + reviewer[row]!
    const place = places.get(key) ?? places.size
    places.set(key, place)
    return place
  })
  return { code, count: places.size }
}
