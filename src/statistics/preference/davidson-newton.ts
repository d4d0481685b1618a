import type { PairCounts } from './davidson.ts'
import { invertPositiveDefinite } from './symmetric-matrix.ts'

export interface FitParameters {
  /** Log worths, then the slot effect and log nu where the model has them. */
  readonly values: Float64Array
  /** Covariance of `values` under independence: the inverse information with log worths summing to 0. */
  readonly covariance: Float64Array
  readonly logLik: number
}

export interface ModelShape {
  readonly position: boolean
  /** False fixes nu at 0: the model of Bradley and Terry. */
  readonly ties: boolean
}

/** Probabilities of the outcomes of one comparison. */
export interface OutcomeProbabilities {
  first: number
  tie: number
  second: number
}

const iterationLimit = 200
/** A standard error beyond this on the log scale means that the likelihood is flat: no finite maximum. */
const flatStandardError = 100

/** P(first), P(tie), P(second) for d = difference of log worths plus slot effect; `logNu` null for no ties. */
export function outcomeProbabilities(d: number, logNu: number | null, into: OutcomeProbabilities): void {
  const top = Math.max(Math.abs(d) / 2, logNu ?? Number.NEGATIVE_INFINITY)
  const first = Math.exp(d / 2 - top)
  const second = Math.exp(-d / 2 - top)
  const tie = logNu === null ? 0 : Math.exp(logNu - top)
  const sum = first + tie + second
  into.first = first / sum
  into.tie = tie / sum
  into.second = second / sum
}

/**
 * Newton's method with halved steps. The log worths are all free and held at sum 0 by adding a constant to the
 * information in the direction that the data leave open. Null when the information is singular or the likelihood
 * flattens out without a maximum.
 */
export function maximise(
  systems: number,
  counts: readonly PairCounts[],
  shape: ModelShape,
): FitParameters | null {
  const size = systems + (shape.position ? 1 : 0) + (shape.ties ? 1 : 0)
  let total = 0
  let ties = 0
  for (const pair of counts) {
    total += pair.winsA + pair.ties + pair.winsB
    ties += pair.ties
  }
  let values = new Float64Array(size)
  if (shape.ties) values[size - 1] = Math.log((2 * ties) / (total - ties))
  let current = derivatives(systems, counts, shape, values)
  for (let iteration = 0; iteration < iterationLimit; iteration++) {
    const covariance = sumZeroInverse(current.information, systems, size)
    if (covariance === null) return null
    const step = product(covariance, current.gradient, size)
    let decrement = 0
    for (let index = 0; index < size; index++) decrement += step[index]! * current.gradient[index]!
    const largest = Math.max(...covariance.filter((_, place) => place % (size + 1) === 0))
    if (!(Math.sqrt(largest) < flatStandardError)) return null
    let scale = 1
    let next = values.map((value, index) => value + step[index]!)
    let trial = derivatives(systems, counts, shape, next)
    while (!(trial.logLik >= current.logLik - 1e-12 * Math.abs(current.logLik)) && scale > 1e-6) {
      scale /= 2
      next = values.map((value, index) => value + scale * step[index]!)
      trial = derivatives(systems, counts, shape, next)
    }
    values = next
    current = trial
    if (decrement <= 1e-16 * (1 + total)) break
  }
  const covariance = sumZeroInverse(current.information, systems, size)
  return covariance === null ? null : { values, covariance, logLik: current.logLik }
}

/** Inverse information with the log worths held at sum 0; symmetric, with rows of log worths summing to 0. */
function sumZeroInverse(information: Float64Array, systems: number, size: number): Float64Array | null {
  let trace = 0
  for (let index = 0; index < systems; index++) trace += information[index * size + index]!
  const ridge = trace / (systems * systems)
  const bounded = information.slice()
  for (let row = 0; row < systems; row++) {
    for (let column = 0; column < systems; column++) {
      bounded[row * size + column] = bounded[row * size + column]! + ridge
    }
  }
  const inverse = invertPositiveDefinite(bounded, size)
  if (inverse === null) return null
  const open = 1 / (ridge * systems * systems)
  for (let row = 0; row < systems; row++) {
    for (let column = 0; column < systems; column++) {
      inverse[row * size + column] = inverse[row * size + column]! - open
    }
  }
  return inverse
}

function product(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    let sum = 0
    for (let column = 0; column < size; column++) sum += matrix[row * size + column]! * vector[column]!
    result[row] = sum
  }
  return result
}

interface Derivatives {
  readonly logLik: number
  readonly gradient: Float64Array
  /** Negative second derivatives. */
  readonly information: Float64Array
}

/** The score of a comparison is s = (win - loss)/2 for d and t = tie for log nu; both are exponential statistics. */
function derivatives(
  systems: number,
  counts: readonly PairCounts[],
  shape: ModelShape,
  values: Float64Array,
): Derivatives {
  const size = values.length
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  const p: OutcomeProbabilities = { first: 0, tie: 0, second: 0 }
  const logNu = shape.ties ? values[size - 1]! : null
  const slot = shape.position ? systems : -1
  const nu = size - 1
  let logLik = 0
  for (const { a, b, winsA, ties, winsB } of counts) {
    const n = winsA + ties + winsB
    if (n === 0) continue
    const d = values[a]! - values[b]! + (slot < 0 ? 0 : values[slot]!)
    outcomeProbabilities(d, logNu, p)
    if (winsA > 0) logLik += winsA * Math.log(p.first)
    if (ties > 0) logLik += ties * Math.log(p.tie)
    if (winsB > 0) logLik += winsB * Math.log(p.second)
    const mean = (p.first - p.second) / 2
    const slope = (winsA - winsB) / 2 - n * mean
    const variance = n * ((p.first + p.second) / 4 - mean * mean)
    gradient[a]! += slope
    gradient[b]! -= slope
    information[a * size + a]! += variance
    information[b * size + b]! += variance
    information[a * size + b]! -= variance
    information[b * size + a]! -= variance
    if (slot >= 0) {
      gradient[slot]! += slope
      information[slot * size + slot]! += variance
      information[a * size + slot]! += variance
      information[slot * size + a]! += variance
      information[b * size + slot]! -= variance
      information[slot * size + b]! -= variance
    }
    if (logNu === null) continue
    const cross = n * mean * p.tie
    gradient[nu] = gradient[nu]! + ties - n * p.tie
    information[nu * size + nu]! += n * p.tie * (1 - p.tie)
    information[a * size + nu]! -= cross
    information[nu * size + a]! -= cross
    information[b * size + nu]! += cross
    information[nu * size + b]! += cross
    if (slot < 0) continue
    information[slot * size + nu]! -= cross
    information[nu * size + slot]! -= cross
  }
  return { logLik, gradient, information }
}
