import {
  emptySparseFactor,
  factoriseSparse,
  type SymmetricPattern,
  sparseFactorShape,
} from '../../numeric/sparse-ldl.ts'
import { choleskyFactor, inverseFromFactor } from '../../preference/symmetric-matrix.ts'
import type { UsableMarks } from './crossed-marks.ts'
import type { RandomTerm, TermName } from './random-terms.ts'

export interface RemlPoint {
  /** log|Z'Z + I| + log|M| for relative random effects: what the criterion adds to the residual part. */
  readonly logDeterminants: number
  /** Penalised residual sum of squares. */
  readonly residualSquares: number
  /** The restricted deviance with the residual variance at its best value. */
  readonly criterion: number
}

export interface SystemMeans {
  /** Estimated mean mark per system. */
  readonly means: Float64Array
  /** Their covariance over the residual variance, row by row. */
  readonly covariance: Float64Array
}

/**
 * The restricted likelihood of a linear mixed model with random intercepts, profiled over system means and residual
 * variance, as a function of the relative standard deviations theta (one per term, sign without meaning).
 */
export interface RemlProfile {
  readonly terms: number
  /** Marks minus systems. */
  readonly degrees: number
  /** Sum of squares of the marks about their mean: the scale of the residual. */
  readonly totalSquares: number
  at(theta: ArrayLike<number>): RemlPoint
  /** Null where the residual is 0. */
  meansAt(theta: ArrayLike<number>): SystemMeans | null
}

/**
 * One factorisation L D L' of the cross-products of [theta Z, X, y] (with I added to the block of Z) gives all
 * parts of the criterion: the leading pivots |Z'Z + I|, those of X the determinant of M = X'X - C_X'C_X, and the
 * last pivot the residual sum of squares (Bates et al. 2015). X has one column per system; the determinant of M is
 * that of an intercept and differences. L stays sparse because a question shares no row with another one: its
 * interactions and then the question itself are eliminated first, and only the reviewers' part is full.
 */
export function remlProfile(rows: UsableMarks, terms: readonly RandomTerm[]): RemlProfile {
  const order = eliminationOrder(terms, rows)
  const places = order.map((term) => terms.indexOf(term))
  const p = rows.present.length
  const crossProducts = augmentedCrossProducts(rows, order)
  const { pattern, values, termOf } = crossProducts
  const size = pattern.size
  const q = size - p - 1
  const shape = sparseFactorShape(pattern)
  const factor = emptySparseFactor(shape)
  // X and y are stored in full and come last, so that they always lie in this part.
  const tail = size - shape.lead
  const scaled = new Float64Array(values.length)
  const scale = new Float64Array(size).fill(1)
  const degrees = rows.n - p

  /** The Cholesky factor of the part that is full: reviewers (or what is small), X and y; null for a residual of 0. */
  const factorise = (theta: ArrayLike<number>): Float64Array | null => {
    for (let index = 0; index < q; index++) scale[index] = theta[places[termOf[index]!]!]!
    for (let column = 0; column < size; column++) {
      const last = pattern.starts[column + 1]! - 1
      for (let entry = pattern.starts[column]!; entry <= last; entry++) {
        scaled[entry] = values[entry]! * scale[column]! * scale[pattern.rows[entry]!]!
      }
      if (column < q) scaled[last] = scaled[last]! + 1
    }
    factoriseSparse(shape, scaled, factor)
    return choleskyFactor(factor.rest, tail, 0)
  }

  const at = (theta: ArrayLike<number>): RemlPoint => {
    const full = factorise(theta)
    if (full === null) return { logDeterminants: 0, residualSquares: 0, criterion: Number.NEGATIVE_INFINITY }
    let logDeterminants = 0
    for (const pivot of factor.diagonal) logDeterminants += Math.log(pivot)
    for (let k = 0; k < tail - 1; k++) logDeterminants += 2 * Math.log(full[k * (tail + 1)]!)
    const root = full[tail * tail - 1]!
    const residualSquares = root * root
    const criterion = logDeterminants + degrees * (1 + Math.log((2 * Math.PI * residualSquares) / degrees))
    return { logDeterminants, residualSquares, criterion }
  }

  const meansAt = (theta: ArrayLike<number>): SystemMeans | null => {
    const full = factorise(theta)
    if (full === null) return null
    const start = tail - p - 1
    const entry = (row: number, column: number) => full[(start + row) * tail + start + column]!
    const means = new Float64Array(p)
    for (let column = p - 1; column >= 0; column--) {
      let sum = entry(p, column)
      for (let row = column + 1; row < p; row++) sum -= entry(row, column) * means[row]!
      means[column] = sum / entry(column, column)
    }
    const factorOfM = Float64Array.from({ length: p * p }, (_, place) =>
      entry(Math.floor(place / p), place % p),
    )
    const { centre } = crossProducts
    return { means: means.map((mean) => mean + centre), covariance: inverseFromFactor(factorOfM, p) }
  }

  return { terms: terms.length, degrees, totalSquares: crossProducts.totalSquares, at, meansAt }
}

/** The terms of the factor with more levels first, and within a factor the interaction first. */
function eliminationOrder(terms: readonly RandomTerm[], rows: UsableMarks): RandomTerm[] {
  const questions: readonly TermName[] = ['questionSystem', 'question']
  const reviewers: readonly TermName[] = ['reviewerSystem', 'reviewer']
  const fewReviewers = rows.question.count >= (rows.reviewer?.count ?? 0)
  const names = fewReviewers ? [...questions, ...reviewers] : [...reviewers, ...questions]
  return names.flatMap((name) => terms.filter((term) => term.name === name))
}

interface CrossProducts {
  readonly pattern: SymmetricPattern
  readonly values: Float64Array
  /** Place in the order of the term of each random effect. */
  readonly termOf: Int32Array
  readonly centre: number
  readonly totalSquares: number
}

/** [Z, X, y]'[Z, X, y] with the marks about their mean; the block of X and y is stored in full. */
function augmentedCrossProducts(rows: UsableMarks, order: readonly RandomTerm[]): CrossProducts {
  const p = rows.present.length
  const offsets: number[] = []
  let q = 0
  for (const { levels } of order) {
    offsets.push(q)
    q += levels.count
  }
  const size = q + p + 1
  let centre = 0
  for (const mark of rows.mark) centre += mark / rows.n
  const sums = new Map<number, number>()
  const add = (row: number, column: number, value: number) => {
    const key = column * size + row
    sums.set(key, (sums.get(key) ?? 0) + value)
  }
  for (let column = q; column < size; column++) for (let row = q; row <= column; row++) add(row, column, 0)
  const own = new Int32Array(order.length + 1)
  let totalSquares = 0
  for (let index = 0; index < rows.n; index++) {
    order.forEach(({ levels }, place) => {
      own[place] = offsets[place]! + levels.code[index]!
    })
    own[order.length] = q + rows.system[index]!
    const deviation = rows.mark[index]! - centre
    for (let right = 0; right < own.length; right++) {
      for (let left = 0; left <= right; left++) add(own[left]!, own[right]!, 1)
      add(own[right]!, size - 1, deviation)
    }
    add(size - 1, size - 1, deviation * deviation)
    totalSquares += deviation * deviation
  }
  const keys = Float64Array.from(sums.keys()).sort()
  const starts = new Int32Array(size + 1)
  for (const key of keys) {
    const next = Math.floor(key / size) + 1
    starts[next] = starts[next]! + 1
  }
  for (let column = 0; column < size; column++) starts[column + 1] = starts[column + 1]! + starts[column]!
  const termOf = new Int32Array(q)
  order.forEach(({ levels }, place) => {
    termOf.fill(place, offsets[place]!, offsets[place]! + levels.count)
  })
  return {
    pattern: { size, starts, rows: Int32Array.from(keys, (key) => key % size) },
    values: Float64Array.from(keys, (key) => sums.get(key) ?? 0),
    termOf,
    centre,
    totalSquares,
  }
}
