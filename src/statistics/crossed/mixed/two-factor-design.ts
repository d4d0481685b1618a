import { type DenseCodes, rowsByCluster } from '../cluster-codes.ts'

/** Rows that belong to one level of each of two crossed factors, and the cells (pairs of levels) in use. */
export interface TwoFactorDesign {
  readonly n: number
  /** Level of the first factor, the one with more levels, per row. */
  readonly first: Int32Array
  readonly second: Int32Array
  readonly firstCount: number
  readonly secondCount: number
  /** Cell of each row; the cells of a level of the first factor are numbered together. */
  readonly cell: Int32Array
  /** Cells of level a are `cellStarts[a]` to `cellStarts[a + 1]`. */
  readonly cellStarts: Int32Array
  readonly cellSecond: Int32Array
}

/** @param first must not have fewer levels than `second` if the work is to be small */
export function twoFactorDesign(first: DenseCodes, second: DenseCodes): TwoFactorDesign {
  const n = first.code.length
  const { rows, starts } = rowsByCluster(first, rowsByCluster(second).rows)
  const cell = new Int32Array(n)
  const cellStarts = new Int32Array(first.count + 1)
  const cellSecond: number[] = []
  for (let a = 0; a < first.count; a++) {
    let last = -1
    for (let place = starts[a]!; place < starts[a + 1]!; place++) {
      const row = rows[place]!
      if (second.code[row] !== last) {
        last = second.code[row]!
        cellSecond.push(last)
      }
      cell[row] = cellSecond.length - 1
    }
    cellStarts[a + 1] = cellSecond.length
  }
  return {
    n,
    first: first.code,
    second: second.code,
    firstCount: first.count,
    secondCount: second.count,
    cell,
    cellStarts,
    cellSecond: Int32Array.from(cellSecond),
  }
}
