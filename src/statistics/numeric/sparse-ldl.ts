/** Upper triangle of a sparse symmetric matrix by columns: rows ascending, the diagonal entry last in each. */
export interface SymmetricPattern {
  readonly size: number
  readonly starts: Int32Array
  readonly rows: Int32Array
}

/**
 * Where L of L D L' can differ from 0 in its leading columns, those before `lead`. It depends on the pattern alone, so
 * that it is found once for many matrices of the same pattern. From `lead` on L is full and is left to a dense
 * factorisation.
 */
export interface SparseFactorShape {
  readonly pattern: SymmetricPattern
  readonly lead: number
  /** Column k of L lies at `starts[k]` to `starts[k + 1]`, without the diagonal, rows ascending. */
  readonly starts: Int32Array
  readonly rows: Int32Array
  /** The leading columns that reach row k, in the order in which they must be eliminated. */
  readonly reachStarts: Int32Array
  readonly reach: Int32Array
}

export interface SparseFactor {
  /** Entries of L in the order of `rows` of the shape. */
  readonly lower: Float64Array
  /** D of the leading columns. */
  readonly diagonal: Float64Array
  /** What is left of the other rows and columns, row by row, lower triangle: the Schur complement. */
  readonly rest: Float64Array
  /** Workspace. */
  readonly row: Float64Array
  readonly filled: Int32Array
}

/** Elimination tree and fill-in of the pattern in its given order (Davis 2005, LDL). */
export function sparseFactorShape(pattern: SymmetricPattern): SparseFactorShape {
  const { size, starts: columnStarts, rows: patternRows } = pattern
  const parent = new Int32Array(size).fill(-1)
  const flag = new Int32Array(size)
  const counts = new Int32Array(size)
  const path = new Int32Array(size)
  const stack = new Int32Array(size)
  const reachStarts = new Int32Array(size + 1)
  const reach: number[] = []
  for (let k = 0; k < size; k++) {
    flag[k] = k
    let top = size
    for (let entry = columnStarts[k]!; entry < columnStarts[k + 1]!; entry++) {
      let length = 0
      for (let node = patternRows[entry]!; flag[node] !== k; node = parent[node]!) {
        if (parent[node] === -1) parent[node] = k
        counts[node] = counts[node]! + 1
        path[length] = node
        length += 1
        flag[node] = k
      }
      while (length > 0) {
        top -= 1
        length -= 1
        stack[top] = path[length]!
      }
    }
    for (let place = top; place < size; place++) reach.push(stack[place]!)
    reachStarts[k + 1] = reach.length
  }
  let lead = size
  while (lead > 0 && counts[lead - 1] === size - lead) lead -= 1
  return leadingShape(pattern, lead, counts, reachStarts, reach)
}

/** The shape without what lies in the columns that are full to the end. */
function leadingShape(
  pattern: SymmetricPattern,
  lead: number,
  counts: Int32Array,
  allStarts: Int32Array,
  all: readonly number[],
): SparseFactorShape {
  const starts = new Int32Array(lead + 1)
  for (let k = 0; k < lead; k++) starts[k + 1] = starts[k]! + counts[k]!
  const rows = new Int32Array(starts[lead]!)
  const next = starts.slice()
  const reachStarts = new Int32Array(pattern.size + 1)
  const reach: number[] = []
  for (let k = 0; k < pattern.size; k++) {
    for (let place = allStarts[k]!; place < allStarts[k + 1]!; place++) {
      const column = all[place]!
      if (column >= lead) continue
      reach.push(column)
      rows[next[column]!] = k
      next[column] = next[column]! + 1
    }
    reachStarts[k + 1] = reach.length
  }
  return { pattern, lead, starts, rows, reachStarts, reach: Int32Array.from(reach) }
}

export function emptySparseFactor(shape: SparseFactorShape): SparseFactor {
  const { size } = shape.pattern
  const tail = size - shape.lead
  return {
    lower: new Float64Array(shape.rows.length),
    diagonal: new Float64Array(shape.lead),
    rest: new Float64Array(tail * tail),
    row: new Float64Array(size),
    filled: new Int32Array(shape.lead),
  }
}

/**
 * Fills `factor` with L and D of the leading columns and with the Schur complement of the rest, for the matrix whose
 * entries, in the order of the pattern, are `values`.
 */
export function factoriseSparse(shape: SparseFactorShape, values: Float64Array, factor: SparseFactor): void {
  const { pattern, lead, starts, rows, reachStarts, reach } = shape
  const { lower, diagonal, rest, row, filled } = factor
  const tail = pattern.size - lead
  filled.fill(0)
  for (let k = 0; k < pattern.size; k++) {
    for (let entry = pattern.starts[k]!; entry < pattern.starts[k + 1]!; entry++) {
      row[pattern.rows[entry]!] = values[entry]!
    }
    let pivot = row[k]!
    row[k] = 0
    for (let place = reachStarts[k]!; place < reachStarts[k + 1]!; place++) {
      const column = reach[place]!
      const value = row[column]!
      row[column] = 0
      const first = starts[column]!
      const end = first + filled[column]!
      for (let entry = first; entry < end; entry++) {
        const target = rows[entry]!
        row[target] = row[target]! - lower[entry]! * value
      }
      const scaled = value / diagonal[column]!
      pivot -= scaled * value
      lower[end] = scaled
      filled[column] = end - first + 1
    }
    if (k < lead) {
      diagonal[k] = pivot
      continue
    }
    const base = (k - lead) * tail
    for (let column = lead; column < k; column++) {
      rest[base + column - lead] = row[column]!
      row[column] = 0
    }
    rest[base + k - lead] = pivot
  }
}
