import { checkSameLength } from '../argument.ts'

/** Marks of clinicians and of a judge. */
export interface PpiMarks {
  /** Clinicians' marks (or paired differences A - B per question); NaN is missing. */
  readonly y: ArrayLike<number>
  /** The judge's marks of the same answers, in the same order; NaN is missing. */
  readonly f: ArrayLike<number>
  /** The judge's marks of the answers that no clinician marked; NaN is missing. */
  readonly fUnlabeled: ArrayLike<number>
}

export interface CompleteMarks {
  readonly y: Float64Array
  readonly f: Float64Array
  readonly fUnlabeled: Float64Array
  /** Rows of `y` and `f` that were kept. */
  readonly labeledRows: Int32Array
  /** Rows of `fUnlabeled` that were kept. */
  readonly unlabeledRows: Int32Array
}

/** Leaves out the rows of `y` and `f` where either is missing, and the missing entries of `fUnlabeled`. */
export function completeMarks({ y, f, fUnlabeled }: PpiMarks): CompleteMarks {
  checkSameLength('f', f.length, y.length)
  const labeledRows = rowsWhere(y.length, (row) => !(Number.isNaN(y[row]!) || Number.isNaN(f[row]!)))
  const unlabeledRows = rowsWhere(fUnlabeled.length, (row) => !Number.isNaN(fUnlabeled[row]!))
  return {
    y: Float64Array.from(labeledRows, (row) => y[row]!),
    f: Float64Array.from(labeledRows, (row) => f[row]!),
    fUnlabeled: Float64Array.from(unlabeledRows, (row) => fUnlabeled[row]!),
    labeledRows,
    unlabeledRows,
  }
}

function rowsWhere(length: number, keep: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(length)
  let n = 0
  for (let row = 0; row < length; row++) {
    if (!keep(row)) continue
    rows[n] = row
    n += 1
  }
  return rows.subarray(0, n)
}
