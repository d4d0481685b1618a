import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { emptySparseFactor, factoriseSparse, type SymmetricPattern, sparseFactorShape } from './sparse-ldl.ts'

/** A diagonally dominant matrix with few entries off the diagonal. */
function randomMatrix(size: number, seed: number) {
  const generator = createGenerator(seed, 'sparse')
  const full = Array.from({ length: size }, () => new Float64Array(size))
  for (let row = 0; row < size; row++) {
    for (let column = row + 1; column < size; column++) {
      if (generator.uniform() > 0.25) continue
      const value = generator.normal()
      full[row]![column] = value
      full[column]![row] = value
    }
    full[row]![row] = 3 * size
  }
  return full
}

function upperTriangle(full: readonly Float64Array[]): { pattern: SymmetricPattern; values: Float64Array } {
  const starts = [0]
  const rows: number[] = []
  const values: number[] = []
  for (let column = 0; column < full.length; column++) {
    for (let row = 0; row <= column; row++) {
      const value = full[row]![column]!
      if (value === 0) continue
      rows.push(row)
      values.push(value)
    }
    starts.push(rows.length)
  }
  return {
    pattern: { size: full.length, starts: Int32Array.from(starts), rows: Int32Array.from(rows) },
    values: Float64Array.from(values),
  }
}

describe('factoriseSparse', () => {
  it('gives back the matrix as L D L\u2032 plus the rest, whatever the pattern', () => {
    for (const [size, seed] of [
      [1, 1],
      [5, 2],
      [12, 3],
      [30, 4],
    ] as const) {
      const full = randomMatrix(size, seed)
      const { pattern, values } = upperTriangle(full)
      const shape = sparseFactorShape(pattern)
      const factor = emptySparseFactor(shape)
      factoriseSparse(shape, values, factor)
      // The second use of the same workspace must not see the first.
      factoriseSparse(shape, values, factor)
      const { lead } = shape
      const lower = Array.from({ length: lead }, (_, column) => {
        const entries = new Float64Array(size)
        entries[column] = 1
        for (let e = shape.starts[column]!; e < shape.starts[column + 1]!; e++)
          entries[shape.rows[e]!] = factor.lower[e]!
        return entries
      })
      for (let row = 0; row < size; row++) {
        for (let column = 0; column <= row; column++) {
          let sum = column < lead ? 0 : factor.rest[(row - lead) * (size - lead) + column - lead]!
          lower.forEach((entries, k) => {
            sum += entries[row]! * factor.diagonal[k]! * entries[column]!
          })
          expectClose(sum + 1, full[row]![column]! + 1)
        }
      }
    }
  })

  it('leaves a full matrix to the dense factorisation', () => {
    const full = [Float64Array.of(4, 1), Float64Array.of(1, 3)]
    expect(sparseFactorShape(upperTriangle(full).pattern).lead).toBe(0)
  })
})
