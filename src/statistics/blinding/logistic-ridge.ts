import { choleskyFactor, solveByFactor } from '../preference/symmetric-matrix.ts'

export interface LogisticFit {
  /** Log odds where every column is 0. */
  readonly intercept: number
  /** Change of the log odds per unit of each column. */
  readonly coefficients: Float64Array
}

const iterationLimit = 100

/**
 * Logistic regression with a quadratic penalty: minimises the sum over the rows of -log P(outcome) plus
 * lambda/2 sum of squared coefficients, the intercept free (scikit-learn's C is 1/lambda).
 * Newton's method from the share of ones, with halved steps; no random numbers.
 *
 * Null when only one outcome occurs. lambda = 0 is R's `glm`, for outcomes that no line separates (nothing checks that)
 * and columns that are not dependent (else null).
 *
 * @param columns features row by row, rows times `width` numbers, as a rule standardised so that one penalty fits all
 * @param width number of features
 * @param outcome 1 or 0 per row
 * @param lambda penalty, at least 0
 */
export function logisticRidge(
  columns: Float64Array,
  width: number,
  outcome: ArrayLike<number>,
  lambda: number,
): LogisticFit | null {
  const n = outcome.length
  let ones = 0
  for (let row = 0; row < n; row++) ones += outcome[row]!
  if (ones === 0 || ones === n) return null
  const size = width + 1
  let values: Float64Array = new Float64Array(size)
  values[0] = Math.log(ones / (n - ones))
  const work = { gradient: new Float64Array(size), hessian: new Float64Array(size * size) }
  let loss = penalisedLoss(columns, outcome, lambda, values)
  for (let iteration = 0; iteration < iterationLimit; iteration++) {
    derivatives(columns, outcome, lambda, values, work)
    const factor = choleskyFactor(work.hessian, size)
    if (factor === null) return null
    const step = work.gradient.slice()
    solveByFactor(factor, size, step)
    let decrement = 0
    for (let k = 0; k < size; k++) decrement += step[k]! * work.gradient[k]!
    let scale = 1
    let next = values.map((value, k) => value - step[k]!)
    let nextLoss = penalisedLoss(columns, outcome, lambda, next)
    while (!(nextLoss <= loss + 1e-12 * (1 + loss)) && scale > 1e-6) {
      scale /= 2
      const halved = scale
      next = values.map((value, k) => value - halved * step[k]!)
      nextLoss = penalisedLoss(columns, outcome, lambda, next)
    }
    values = next
    loss = nextLoss
    // The error after a Newton step is about the square of the one before: this is below 1e-14.
    if (decrement <= 1e-14 * (1 + n)) return { intercept: values[0]!, coefficients: values.slice(1) }
  }
  return null
}

function logOdds(columns: Float64Array, values: Float64Array, row: number): number {
  const width = values.length - 1
  let sum = values[0]!
  for (let k = 0; k < width; k++) sum += values[k + 1]! * columns[row * width + k]!
  return sum
}

function penalisedLoss(
  columns: Float64Array,
  outcome: ArrayLike<number>,
  lambda: number,
  values: Float64Array,
): number {
  let loss = 0
  for (let row = 0; row < outcome.length; row++) {
    const odds = logOdds(columns, values, row)
    // log(1 + e^odds) without overflow, less the odds where the outcome is 1.
    loss += Math.max(odds, 0) + Math.log(1 + Math.exp(-Math.abs(odds))) - outcome[row]! * odds
  }
  for (let k = 1; k < values.length; k++) loss += (lambda / 2) * values[k]! * values[k]!
  return loss
}

/** Gradient of the loss, and the lower triangle of its second derivatives. */
function derivatives(
  columns: Float64Array,
  outcome: ArrayLike<number>,
  lambda: number,
  values: Float64Array,
  { gradient, hessian }: { readonly gradient: Float64Array; readonly hessian: Float64Array },
): void {
  const size = values.length
  const width = size - 1
  gradient.fill(0)
  hessian.fill(0)
  for (let row = 0; row < outcome.length; row++) {
    const probability = 1 / (1 + Math.exp(-logOdds(columns, values, row)))
    const residual = probability - outcome[row]!
    const weight = probability * (1 - probability)
    gradient[0]! += residual
    hessian[0]! += weight
    for (let k = 0; k < width; k++) {
      const value = columns[row * width + k]!
      const weighted = weight * value
      const start = (k + 1) * size
      gradient[k + 1]! += residual * value
      hessian[start]! += weighted
      for (let j = 0; j <= k; j++) hessian[start + j + 1]! += weighted * columns[row * width + j]!
    }
  }
  for (let k = 1; k < size; k++) {
    gradient[k]! += lambda * values[k]!
    hessian[k * size + k]! += lambda
  }
}
