import { type DenseCodes, placesByCluster } from './cluster-codes.ts'

/** Variances of one (weighted) mean; null where fewer than two clusters of the kind exist. */
export interface ClusterVariances {
  readonly estimate: number | null
  readonly iid: number | null
  readonly question: number | null
  readonly reviewer: number | null
  readonly cell: number | null
}

/** A standard error below this share of the mean absolute value is the rounding of a true 0. */
const roundingShare = 32 * Number.EPSILON

/**
 * G/(G-1) sum of squared cluster sums of w (x - mean), over the square of the sum of weights, for rows, questions,
 * reviewers and cells (question x reviewer).
 *
 * A cluster's residual sum is taken as (sum of w x) - mean (sum of w): for marks that are whole numbers both sums
 * are exact, so a sum that is 0 in truth comes out within one rounding of 0, in any order of the rows.
 */
export function clusterVariances(
  values: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  questions: DenseCodes,
  reviewers: DenseCodes | null,
): ClusterVariances {
  const n = values.length
  if (n === 0) return { estimate: null, iid: null, question: null, reviewer: null, cell: null }
  const totals = weightedTotals(values, weights)
  const mean = totals.sum / totals.weight
  const floor = roundingShare * (totals.absolute / totals.weight)
  const scale = 1 / totals.weight
  const variance = (squares: number, clusters: number): number | null => {
    if (clusters < 2) return null
    const value = (clusters / (clusters - 1)) * (squares * scale * scale)
    return Math.sqrt(value) <= floor ? 0 : value
  }
  let rowSquares = 0
  for (let row = 0; row < n; row++) {
    const weight = weights === null ? 1 : weights[row]!
    const residual = weight * (values[row]! - mean)
    rowSquares += residual * residual
  }
  const iid = variance(rowSquares, n)
  const question = variance(squaredSums(values, weights, questions, mean), questions.count)
  if (reviewers === null) return { estimate: mean, iid, question, reviewer: null, cell: null }
  const reviewer = variance(squaredSums(values, weights, reviewers, mean), reviewers.count)
  const cells = squaredCellSums(values, weights, questions, reviewers, mean)
  return { estimate: mean, iid, question, reviewer, cell: variance(cells.squares, cells.count) }
}

/** Sums with Neumaier's compensation, so that the mean does not depend on the order of a million rows. */
function weightedTotals(
  values: ArrayLike<number>,
  weights: ArrayLike<number> | null,
): { readonly sum: number; readonly weight: number; readonly absolute: number } {
  let sum = 0
  let lost = 0
  let weight = 0
  let absolute = 0
  for (let row = 0; row < values.length; row++) {
    const w = weights === null ? 1 : weights[row]!
    const term = w * values[row]!
    const next = sum + term
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum
    sum = next
    weight += w
    absolute += Math.abs(term)
  }
  return { sum: sum + lost, weight, absolute }
}

function squaredSums(
  values: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  clusters: DenseCodes,
  mean: number,
): number {
  const sums = new Float64Array(clusters.count)
  const sizes = new Float64Array(clusters.count)
  for (let row = 0; row < values.length; row++) {
    const cluster = clusters.code[row]!
    const weight = weights === null ? 1 : weights[row]!
    sums[cluster] = sums[cluster]! + weight * values[row]!
    sizes[cluster] = sizes[cluster]! + weight
  }
  let squares = 0
  for (let cluster = 0; cluster < clusters.count; cluster++) {
    const residual = sums[cluster]! - mean * sizes[cluster]!
    squares += residual * residual
  }
  return squares
}

/**
 * The same over cells without a table of cells: rows are brought into the order of their questions, and one
 * accumulator per reviewer is reused for every question. The columns themselves are moved, since a million reads in
 * the order of memory cost a fraction of a million reads by row number.
 */
function squaredCellSums(
  values: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  questions: DenseCodes,
  reviewers: DenseCodes,
  mean: number,
): { readonly squares: number; readonly count: number } {
  const { places, starts } = placesByCluster(questions)
  const n = values.length
  const reviewerAt = new Int32Array(n)
  const termAt = new Float64Array(n)
  const weightAt = weights === null ? null : new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const place = places[row]!
    reviewerAt[place] = reviewers.code[row]!
    termAt[place] = weights === null ? values[row]! : weights[row]! * values[row]!
    if (weightAt !== null) weightAt[place] = weights![row]!
  }
  const sums = new Float64Array(reviewers.count)
  const sizes = new Float64Array(reviewers.count)
  const seenIn = new Int32Array(reviewers.count).fill(-1)
  const touched = new Int32Array(reviewers.count)
  let squares = 0
  let count = 0
  for (let question = 0; question < questions.count; question++) {
    let touchedCount = 0
    const end = starts[question + 1]!
    for (let place = starts[question]!; place < end; place++) {
      const reviewer = reviewerAt[place]!
      if (seenIn[reviewer] !== question) {
        seenIn[reviewer] = question
        sums[reviewer] = 0
        sizes[reviewer] = 0
        touched[touchedCount] = reviewer
        touchedCount += 1
      }
      sums[reviewer] = sums[reviewer]! + termAt[place]!
      sizes[reviewer] = sizes[reviewer]! + (weightAt === null ? 1 : weightAt[place]!)
    }
    for (let index = 0; index < touchedCount; index++) {
      const reviewer = touched[index]!
      const residual = sums[reviewer]! - mean * sizes[reviewer]!
      squares += residual * residual
    }
    count += touchedCount
  }
  return { squares, count }
}
