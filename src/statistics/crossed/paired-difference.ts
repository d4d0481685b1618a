import { checkSameLength } from '../argument.ts'
import { type TwoWayError, type TwoWayOptions, twoWayError } from './two-way-error.ts'

/** Marks of two systems, one entry per cell (question x reviewer); NaN is a missing mark. */
export interface PairedMarks {
  /** Question of each cell, any 32-bit whole numbers. */
  readonly question: ArrayLike<number>
  /** Null when reviewers are not identified. */
  readonly reviewer: ArrayLike<number> | null
  /** Mark of system A in each cell; NaN is missing. */
  readonly a: ArrayLike<number>
  /** Mark of system B in the same cells. */
  readonly b: ArrayLike<number>
}

export interface PairedDifference extends TwoWayError {
  /** Cells left out because one or both marks are missing. */
  readonly nDropped: number
}

/**
 * Mean difference a - b of the marks of two systems over the cells where both were marked, with the two-way
 * clustered standard error of `twoWayError`. Severity of the reviewer and difficulty of the question cancel in
 * the difference. For binary marks this is the risk difference.
 *
 * @method crossed.paired_difference
 * @question How much do the marks of two systems differ when the same reviewers mark both?
 * @standing default
 * @source Cameron, Gelbach and Miller 2011
 * @pinned R 4.2.2 sandwich 3.0-2: vcovCL(lm(d ~ 1), cluster = ~q + r, type = "HC0", cadjust = TRUE, multi0 =
 *   FALSE), and the guard
 */
export function pairedDifference(marks: PairedMarks, options: TwoWayOptions = {}): PairedDifference {
  const cells = marks.a.length
  checkSameLength('b', marks.b.length, cells)
  checkSameLength('question', marks.question.length, cells)
  if (marks.reviewer !== null) checkSameLength('reviewer', marks.reviewer.length, cells)
  if (options.weights !== undefined) checkSameLength('weights', options.weights.length, cells)
  const complete = new Int32Array(cells)
  let n = 0
  for (let cell = 0; cell < cells; cell++) {
    if (Number.isNaN(marks.a[cell]!) || Number.isNaN(marks.b[cell]!)) continue
    complete[n] = cell
    n += 1
  }
  const kept = complete.subarray(0, n)
  const difference = new Float64Array(n)
  for (let row = 0; row < n; row++) difference[row] = marks.a[kept[row]!]! - marks.b[kept[row]!]!
  const { weights, ...rest } = options
  const result = twoWayError(
    difference,
    Int32Array.from(kept, (cell) => marks.question[cell]!),
    marks.reviewer === null ? null : pick(marks.reviewer, kept),
    weights === undefined ? rest : { ...rest, weights: Float64Array.from(kept, (cell) => weights[cell]!) },
  )
  return { ...result, nDropped: cells - n }
}

function pick(codes: ArrayLike<number>, rows: Int32Array): Int32Array {
  return Int32Array.from(rows, (row) => codes[row]!)
}
