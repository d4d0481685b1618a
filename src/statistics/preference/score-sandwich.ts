import { type DenseCodes, rowsByCluster } from '../crossed/cluster-codes.ts'
import { guardedVariance } from '../crossed/two-way-error.ts'
import { sandwich } from './symmetric-matrix.ts'

/** Adds a part of a row's score to the place of a parameter. */
export type AddScore = (place: number, value: number) => void

/** Hands the score of a row to `add`, parameter by parameter; parameters that the row does not touch are left out. */
export type RowScore = (row: number, add: AddScore) => void

/** Sandwich covariances, one per kind of cluster; null with fewer than two clusters. */
export interface SandwichVariances {
  readonly question: Float64Array | null
  readonly reviewer: Float64Array | null
  readonly cell: Float64Array | null
}

/**
 * bread M bread with M = G/(G-1) times the sum over clusters of the outer product of the cluster's score, for
 * questions, reviewers and cells of question x reviewer. A cluster costs the square of the number of parameters it
 * touches.
 */
export function sandwichVariances(
  bread: Float64Array,
  size: number,
  questions: DenseCodes,
  reviewers: DenseCodes | null,
  rowScore: RowScore,
): SandwichVariances {
  const variance = (grouped: Grouping) => {
    const meat = clusterMeat(grouped, size, rowScore)
    return meat === null ? null : sandwich(bread, meat, size)
  }
  return {
    question: variance(rowsByCluster(questions)),
    reviewer: reviewers === null ? null : variance(rowsByCluster(reviewers)),
    cell: reviewers === null ? null : variance(cellGroups(questions, reviewers)),
  }
}

/**
 * max(Vq + Vr - Vcell, Vq, Vr) for parameter i, or for the difference of parameters i and j; null when there are
 * not two clusters of either kind.
 */
export function guardedContrast(
  variances: SandwichVariances,
  size: number,
  i: number,
  j: number | null = null,
): number | null {
  const quadratic = (matrix: Float64Array | null) => {
    if (matrix === null) return null
    const own = matrix[i * size + i]!
    return j === null ? own : own + matrix[j * size + j]! - 2 * matrix[i * size + j]!
  }
  const guarded = guardedVariance(
    quadratic(variances.question),
    quadratic(variances.reviewer),
    quadratic(variances.cell),
  )
  return guarded === null ? null : Math.max(0, guarded)
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

function clusterMeat(grouped: Grouping, size: number, rowScore: RowScore): Float64Array | null {
  const clusters = grouped.starts.length - 1
  if (clusters < 2) return null
  const meat = new Float64Array(size * size)
  const score = new Float64Array(size)
  const seenIn = new Int32Array(size).fill(-1)
  const touched = new Int32Array(size)
  let cluster = 0
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
  for (; cluster < clusters; cluster++) {
    touchedCount = 0
    const end = grouped.starts[cluster + 1]!
    for (let index = grouped.starts[cluster]!; index < end; index++) rowScore(grouped.rows[index]!, add)
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
