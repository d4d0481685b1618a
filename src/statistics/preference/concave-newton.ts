import { invertPositiveDefinite } from './symmetric-matrix.ts'

/** A log likelihood at one point. */
export interface Derivatives {
  readonly logLik: number
  readonly gradient: Float64Array
  /** Negative second derivatives, row by row. */
  readonly information: Float64Array
}

export interface Maximum {
  readonly values: Float64Array
  /** Inverse information with the log worths held at sum 0. */
  readonly covariance: Float64Array
  readonly logLik: number
}

/** `singular`: two parameters cannot be told apart. `flat`: the likelihood grows for ever along a direction. */
export type NoMaximum = 'singular' | 'flat'

const iterationLimit = 200
/**
 * The likelihood is flat when a standard error on the log scale has passed `flatStandardError` and is `flatGrowth`
 * times what the design alone gave it, before any outcome bent the likelihood; or when it has grown `endlessGrowth`
 * times, which only odds beyond those of 100 million comparisons could do to a finite maximum.
 */
const flatStandardError = 100
const flatGrowth = 30
const endlessGrowth = 10_000

/**
 * Newton's method with halved steps for a concave log likelihood of log worths (the first `systems` parameters) and
 * others. The log worths are all free and held at sum 0 by adding a constant to the information in the direction
 * that the data leave open.
 *
 * @param weight number of comparisons, the scale of the log likelihood
 */
export function maximiseConcave(
  derivatives: (values: Float64Array) => Derivatives,
  start: Float64Array,
  systems: number,
  weight: number,
): Maximum | NoMaximum {
  const size = start.length
  let values = start
  let current = derivatives(values)
  let startVariance: Float64Array | null = null
  let decrement = Number.POSITIVE_INFINITY
  for (let iteration = 0; iteration < iterationLimit; iteration++) {
    const covariance = sumZeroInverse(current.information, systems, size)
    if (covariance === null) return startVariance === null ? 'singular' : 'flat'
    const variance = covariance.filter((_, place) => place % (size + 1) === 0)
    startVariance ??= variance
    if (hasFlattened(variance, startVariance)) return 'flat'
    const step = product(covariance, current.gradient, size)
    decrement = 0
    for (let index = 0; index < size; index++) decrement += step[index]! * current.gradient[index]!
    let scale = 1
    let next = values.map((value, index) => value + step[index]!)
    let trial = derivatives(next)
    while (!(trial.logLik >= current.logLik - 1e-12 * Math.abs(current.logLik)) && scale > 1e-6) {
      scale /= 2
      next = values.map((value, index) => value + scale * step[index]!)
      trial = derivatives(next)
    }
    values = next
    current = trial
    if (decrement <= 1e-16 * (1 + weight)) break
  }
  if (!(decrement <= 1e-10 * (1 + weight))) return 'flat'
  const covariance = sumZeroInverse(current.information, systems, size)
  return covariance === null ? 'flat' : { values, covariance, logLik: current.logLik }
}

function hasFlattened(variance: Float64Array, startVariance: Float64Array): boolean {
  return variance.some((value, index) => {
    const first = Math.sqrt(startVariance[index]!)
    const limit = Math.min(endlessGrowth * first, Math.max(flatStandardError, flatGrowth * first))
    return !(Math.sqrt(value) < limit)
  })
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
