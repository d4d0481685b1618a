import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../../test/support/expect-close.ts'
import { invertPositiveDefinite } from '../../preference/symmetric-matrix.ts'
import { createGenerator } from '../../random/generator.ts'
import { denseCodes } from '../cluster-codes.ts'
import { twoFactorCurvature } from './two-factor-curvature.ts'
import { twoFactorDesign } from './two-factor-design.ts'

describe('twoFactorCurvature', () => {
  it('solves, inverts and has the determinant of the full matrix', () => {
    const generator = createGenerator(1, 'curvature')
    const n = 40
    const first = denseCodes(Array.from({ length: n }, (_, row) => row % 7))
    const second = denseCodes(Array.from({ length: n }, () => generator.integerBelow(3)))
    const weights = Float64Array.from({ length: n }, () => generator.uniform())
    const design = twoFactorDesign(first, second)
    const [s1, s2] = [1.3, 0.4]
    const size = first.count + second.count
    const full = new Float64Array(size * size)
    for (let k = 0; k < size; k++) full[k * size + k] = 1
    for (let row = 0; row < n; row++) {
      const places = [first.code[row]!, first.count + second.code[row]!] as const
      const scales = [s1, s2] as const
      for (const i of [0, 1] as const) {
        for (const j of [0, 1] as const) {
          const place = places[i] * size + places[j]
          full[place] = full[place]! + scales[i] * scales[j] * weights[row]!
        }
      }
    }
    const inverse = invertPositiveDefinite(full, size) ?? new Float64Array(size * size)
    const curvature = twoFactorCurvature(design, weights, s1, s2)
    const parts = curvature.inverse()
    for (let a = 0; a < first.count; a++) expectClose(parts.first[a]!, inverse[a * size + a]!)
    for (let b = 0; b < second.count; b++) {
      const place = first.count + b
      expectClose(parts.second[b]!, inverse[place * size + place]!)
    }
    for (let row = 0; row < n; row++) {
      const place = first.code[row]! * size + first.count + second.code[row]!
      expectClose(parts.cell[design.cell[row]!]!, inverse[place]!)
    }
    const left = Float64Array.from({ length: first.count }, () => generator.normal())
    const right = Float64Array.from({ length: second.count }, () => generator.normal())
    const rhs = [...left, ...right]
    curvature.solve(left, right)
    const solution = [...left, ...right]
    for (let row = 0; row < size; row++) {
      let sum = 0
      for (let column = 0; column < size; column++) sum += full[row * size + column]! * solution[column]!
      expectClose(sum, rhs[row]!, 1e-11)
    }
    expectClose(curvature.logDeterminant, Math.log(determinant(full, size)), 1e-12)
  })

  it('is the identity for standard deviations of 0', () => {
    const one = denseCodes([0, 0, 0])
    const design = twoFactorDesign(denseCodes([0, 1, 2]), one)
    const curvature = twoFactorCurvature(design, Float64Array.of(0.2, 0.2, 0.2), 0, 0)
    expect(curvature.logDeterminant).toBe(0)
    expect([...curvature.inverse().first]).toEqual([1, 1, 1])
  })
})

/** By elimination without pivoting. */
function determinant(matrix: Float64Array, size: number): number {
  const m = matrix.slice()
  let product = 1
  for (let k = 0; k < size; k++) {
    const pivot = m[k * size + k]!
    product *= pivot
    for (let row = k + 1; row < size; row++) {
      const share = m[row * size + k]! / pivot
      for (let column = k; column < size; column++)
        m[row * size + column] = m[row * size + column]! - share * m[k * size + column]!
    }
  }
  return product
}
