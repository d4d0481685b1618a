import { penalisedLogistic } from '../numeric/penalised-logistic.ts'

export interface LogisticFit {
  /** Log odds where every column is 0. */
  readonly intercept: number
  /** Change of the log odds per unit of each column. */
  readonly coefficients: Float64Array
}

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
  const design = new Float64Array(n * size)
  for (let row = 0; row < n; row++) {
    design[row * size] = 1
    for (let k = 0; k < width; k++) design[row * size + k + 1] = columns[row * width + k]!
  }
  const penalties = new Float64Array(size).fill(lambda, 1)
  const start = new Float64Array(size)
  start[0] = Math.log(ones / (n - ones))
  const fit = penalisedLogistic({ design, width: size, outcome, penalties, start })
  return fit === null ? null : { intercept: fit.coefficients[0]!, coefficients: fit.coefficients.slice(1) }
}
