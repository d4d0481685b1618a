import { choleskyFactor, inverseFromFactor, solveByFactor } from '../../preference/symmetric-matrix.ts'
import type { TwoFactorDesign } from './two-factor-design.ts'

/** Entries of the inverse of H where a row of the data can meet them. */
export interface CurvatureInverse {
  /** Diagonal, first factor. */
  readonly first: Float64Array
  /** Diagonal, second factor. */
  readonly second: Float64Array
  /** (first, second) of each cell. */
  readonly cell: Float64Array
}

/** The curvature of the penalised log likelihood in the random effects, ready to be solved. */
export interface Curvature {
  readonly logDeterminant: number
  /** Overwrites the right-hand side (one part per factor) by the solution. */
  solve(first: Float64Array, second: Float64Array): void
  inverse(): CurvatureInverse
}

/**
 * H = I + S Z'WZ S for weights W of the rows, Z the indicators of two crossed factors and S their standard deviations.
 * The block of each factor is diagonal. The larger one is eliminated, and the Schur complement, of the size of the
 * smaller factor, is factorised as a full matrix: O(rows + sum of squared cells per level + small^3).
 */
export function twoFactorCurvature(
  design: TwoFactorDesign,
  weights: Float64Array,
  sdFirst: number,
  sdSecond: number,
): Curvature {
  const { n, first, second, firstCount, secondCount, cell, cellStarts, cellSecond } = design
  const diagonal = new Float64Array(firstCount).fill(1)
  const schur = new Float64Array(secondCount * secondCount)
  const cross = new Float64Array(cellSecond.length)
  for (let b = 0; b < secondCount; b++) schur[b * secondCount + b] = 1
  for (let row = 0; row < n; row++) {
    const weight = weights[row]!
    const a = first[row]!
    const place = second[row]! * (secondCount + 1)
    diagonal[a] = diagonal[a]! + sdFirst * sdFirst * weight
    schur[place] = schur[place]! + sdSecond * sdSecond * weight
    cross[cell[row]!] = cross[cell[row]!]! + sdFirst * sdSecond * weight
  }
  let logDeterminant = 0
  for (let a = 0; a < firstCount; a++) {
    logDeterminant += Math.log(diagonal[a]!)
    for (let left = cellStarts[a]!; left < cellStarts[a + 1]!; left++) {
      const scaled = cross[left]! / diagonal[a]!
      const base = cellSecond[left]! * secondCount
      for (let right = cellStarts[a]!; right < cellStarts[a + 1]!; right++) {
        const place = base + cellSecond[right]!
        schur[place] = schur[place]! - scaled * cross[right]!
      }
    }
  }
  const factor = choleskyFactor(schur, secondCount, 0)
  if (factor === null) throw new RangeError('weights must be finite and not negative')
  for (let b = 0; b < secondCount; b++) logDeterminant += 2 * Math.log(factor[b * (secondCount + 1)]!)

  const solve = (left: Float64Array, right: Float64Array): void => {
    for (let a = 0; a < firstCount; a++) {
      const scaled = left[a]! / diagonal[a]!
      for (let c = cellStarts[a]!; c < cellStarts[a + 1]!; c++) {
        right[cellSecond[c]!] = right[cellSecond[c]!]! - cross[c]! * scaled
      }
    }
    solveByFactor(factor, secondCount, right)
    for (let a = 0; a < firstCount; a++) {
      let sum = left[a]!
      for (let c = cellStarts[a]!; c < cellStarts[a + 1]!; c++) sum -= cross[c]! * right[cellSecond[c]!]!
      left[a] = sum / diagonal[a]!
    }
  }

  const inverse = (): CurvatureInverse => {
    const small = inverseFromFactor(factor, secondCount)
    const firstInverse = new Float64Array(firstCount)
    const cellInverse = new Float64Array(cellSecond.length)
    for (let a = 0; a < firstCount; a++) {
      let own = 1
      for (let left = cellStarts[a]!; left < cellStarts[a + 1]!; left++) {
        const b = cellSecond[left]!
        let sum = 0
        for (let right = cellStarts[a]!; right < cellStarts[a + 1]!; right++) {
          sum += cross[right]! * small[cellSecond[right]! * secondCount + b]!
        }
        cellInverse[left] = -sum / diagonal[a]!
        own -= cross[left]! * cellInverse[left]!
      }
      firstInverse[a] = own / diagonal[a]!
    }
    const secondInverse = Float64Array.from({ length: secondCount }, (_, b) => small[b * (secondCount + 1)]!)
    return { first: firstInverse, second: secondInverse, cell: cellInverse }
  }
  return { logDeterminant, solve, inverse }
}
