import { checkNotNegative, checkSameLength } from '../argument.ts'
import { choleskyFactor, solveByFactor } from '../preference/symmetric-matrix.ts'

export interface PenalisedLogistic {
  /** Rows times `width` numbers, row by row; a constant column is the intercept. */
  readonly design: Float64Array
  readonly width: number
  /** 0 to 1 a row: what became of it, or the share of a row that stands for many. */
  readonly outcome: ArrayLike<number>
  /** What a row counts, at least 0; every row counts 1 where it is left out. */
  readonly weights?: ArrayLike<number>
  /** Penalty of each column, at least 0. */
  readonly penalties: ArrayLike<number>
  /** Where the search begins; 0 in every column where it is left out. */
  readonly start?: Float64Array
}

export interface PenalisedLogisticFit {
  readonly coefficients: Float64Array
  /** Weighed sum of -log P(outcome), without the penalty. */
  readonly loss: number
  /** Newton steps taken. */
  readonly steps: number
}

const stepLimit = 100

/**
 * Minimises the weighed sum over the rows of -log P(outcome) (of its expectation, for an outcome between 0 and 1), where the log odds are the row times the coefficients, plus half the
 * sum of penalty times squared coefficient. Newton's method with halved steps and one Cholesky factorisation a step; no random
 * numbers. Null where columns are dependent and not penalised, or no minimum is found: outcomes that a line separates have none
 * without a penalty.
 */
export function penalisedLogistic(problem: PenalisedLogistic): PenalisedLogisticFit | null {
  const { width, outcome, penalties, start } = problem
  checkSameLength('design', problem.design.length, outcome.length * width)
  checkSameLength('penalties', penalties.length, width)
  if (problem.weights !== undefined) checkSameLength('weights', problem.weights.length, outcome.length)
  for (let column = 0; column < width; column++) checkNotNegative('a penalty', penalties[column]!)
  let total = 0
  for (let row = 0; row < outcome.length; row++) total += problem.weights?.[row] ?? 1
  const work = workOf(outcome.length, width)
  let values = start === undefined ? new Float64Array(width) : start.slice()
  let current = lossAt(problem, values, work)
  for (let steps = 1; steps <= stepLimit; steps++) {
    derivatives(problem, values, work)
    const factor = choleskyFactor(work.hessian, width)
    if (factor === null) return null
    const step = work.gradient.slice()
    solveByFactor(factor, width, step)
    let decrement = 0
    for (let k = 0; k < width; k++) decrement += step[k]! * work.gradient[k]!
    let scale = 1
    let next = values.map((value, k) => value - step[k]!)
    let trial = lossAt(problem, next, work)
    while (!(trial.penalised <= current.penalised + 1e-12 * (1 + current.penalised)) && scale > 1e-6) {
      scale /= 2
      const halved = scale
      next = values.map((value, k) => value - halved * step[k]!)
      trial = lossAt(problem, next, work)
    }
    values = next
    current = trial
    // The error after a Newton step is about the square of the one before: this is below 1e-14.
    if (decrement <= 1e-14 * (1 + total)) return { coefficients: values, loss: current.loss, steps }
  }
  return null
}

interface Work {
  readonly odds: Float64Array
  readonly gradient: Float64Array
  /** Lower triangle. */
  readonly hessian: Float64Array
  /** Four rows, each times the root of its curvature. */
  readonly block: Float64Array
}

function workOf(rows: number, width: number): Work {
  return {
    odds: new Float64Array(rows),
    gradient: new Float64Array(width),
    hessian: new Float64Array(width * width),
    block: new Float64Array(4 * width),
  }
}

interface Loss {
  readonly loss: number
  readonly penalised: number
}

/** Loss at a point; leaves the log odds of the rows in `work`. */
function lossAt(
  { design, width, outcome, weights, penalties }: PenalisedLogistic,
  values: Float64Array,
  { odds }: Work,
): Loss {
  let loss = 0
  for (let row = 0; row < odds.length; row++) {
    const from = row * width
    let sum = 0
    for (let k = 0; k < width; k++) sum += values[k]! * design[from + k]!
    odds[row] = sum
    // log(1 + e^odds) without overflow, less the odds where the outcome is 1.
    const own = Math.max(sum, 0) + Math.log(1 + Math.exp(-Math.abs(sum))) - outcome[row]! * sum
    loss += (weights?.[row] ?? 1) * own
  }
  let penalty = 0
  for (let k = 0; k < width; k++) penalty += (penalties[k]! / 2) * values[k]! * values[k]!
  return { loss, penalised: loss + penalty }
}

/** Gradient and second derivatives of the penalised loss at the point whose log odds are in `work`. */
function derivatives(
  { design, width, outcome, weights, penalties }: PenalisedLogistic,
  values: Float64Array,
  { odds, gradient, hessian, block }: Work,
): void {
  gradient.fill(0)
  hessian.fill(0)
  const rows = odds.length
  for (let first = 0; first < rows; first += 4) {
    // Four rows at a time, which reads and writes the second derivatives a quarter as often; rows past the end count nothing.
    block.fill(0)
    for (let row = first; row < Math.min(first + 4, rows); row++) {
      const probability = 1 / (1 + Math.exp(-odds[row]!))
      const weight = weights?.[row] ?? 1
      const residual = weight * (probability - outcome[row]!)
      const root = Math.sqrt(weight * probability * (1 - probability))
      const from = row * width
      const to = (row - first) * width
      for (let k = 0; k < width; k++) {
        const value = design[from + k]!
        gradient[k]! += residual * value
        block[to + k] = root * value
      }
    }
    addProducts(hessian, block, width)
  }
  for (let k = 0; k < width; k++) {
    gradient[k]! += penalties[k]! * values[k]!
    hessian[k * width + k]! += penalties[k]!
  }
}

/** Adds the products of every two columns of the four rows to the lower triangle. */
function addProducts(hessian: Float64Array, block: Float64Array, width: number): void {
  for (let k = 0; k < width; k++) {
    const a = block[k]!
    const b = block[width + k]!
    const c = block[2 * width + k]!
    const d = block[3 * width + k]!
    const own = k * width
    for (let j = 0; j <= k; j++)
      hessian[own + j]! +=
        a * block[j]! + b * block[width + j]! + c * block[2 * width + j]! + d * block[3 * width + j]!
  }
}
