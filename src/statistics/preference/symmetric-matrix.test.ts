import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { eigen, invertPositiveDefinite, sandwich, semidefiniteRoot, upperBound } from './symmetric-matrix.ts'

describe('small symmetric matrices', () => {
  it('inverts, and sees singular ones', () => {
    // By hand: [[4, 2], [2, 3]] has determinant 8.
    const inverse = invertPositiveDefinite(Float64Array.of(4, 2, 2, 3), 2)
    expect(inverse).not.toBeNull()
    ;[3 / 8, -2 / 8, -2 / 8, 4 / 8].forEach((value, place) => {
      expectClose(inverse?.[place] ?? null, value)
    })
    expect(invertPositiveDefinite(Float64Array.of(1, 1, 1, 1), 2)).toBeNull()
    expect(invertPositiveDefinite(Float64Array.of(0), 1)).toBeNull()
  })

  it('finds eigenvalues', () => {
    // By hand: [[2, 1], [1, 2]] has 1 and 3.
    const values = Array.from(eigen(Float64Array.of(2, 1, 1, 2), 2).values).sort()
    expectClose(values[0] ?? null, 1)
    expectClose(values[1] ?? null, 3)
  })

  it('multiplies a m a', () => {
    expect(Array.from(sandwich(Float64Array.of(1, 2, 2, 0), Float64Array.of(1, 0, 0, 3), 2))).toEqual([
      13, 2, 2, 4,
    ])
  })

  it('takes a root of a matrix that is not of full rank', () => {
    // By hand: [[1, -1], [-1, 1]] = r r' with r = +-(1, -1); the other eigenvalue is 0.
    const { root, columns } = semidefiniteRoot(Float64Array.of(1, -1, -1, 1), 2)
    expect(columns).toBe(1)
    expectClose((root[0] ?? 0) * (root[0] ?? 0), 1)
    expectClose((root[0] ?? 0) * (root[1] ?? 0), -1)
    expect(semidefiniteRoot(new Float64Array(9), 3)).toEqual({ root: new Float64Array(0), columns: 0 })
    // A negative eigenvalue is dropped: diag(4, -1) has the root (2, 0).
    expect(semidefiniteRoot(Float64Array.of(4, 0, 0, -1), 2).root.map(Math.abs)).toEqual(
      Float64Array.of(2, 0),
    )
  })

  it('bounds two matrices from above', () => {
    expect(Array.from(upperBound(Float64Array.of(2), Float64Array.of(5), 1))).toEqual([5])
    expect(Array.from(upperBound(Float64Array.of(5), Float64Array.of(2), 1))).toEqual([5])
    expect(Array.from(upperBound(Float64Array.of(5, 0, 0, 1), Float64Array.of(2, 0, 0, 4), 2))).toEqual([
      5, 0, 0, 4,
    ])
  })
})
