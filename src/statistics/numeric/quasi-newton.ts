import type { Minimum } from './nelder-mead.ts'

export interface ValueAndGradient {
  /** Infinite outside the range of the function; the gradient is not read there. */
  readonly value: number
  readonly gradient: Float64Array
}

const iterationLimit = 200
const lineSearchLimit = 40
const sufficientDecrease = 1e-4
const enoughCurvature = 0.9

/**
 * Minimum of a smooth function by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, with a line
 * search for the weak Wolfe conditions by bisection. Stops when the predicted decrease of a full step falls below
 * `tolerance`, or when rounding lets no step decrease the function.
 *
 * @param inverseCurvature first guess of the inverse second derivative, the same in every direction
 */
export function quasiNewton(
  objective: (at: Float64Array) => ValueAndGradient,
  start: ArrayLike<number>,
  inverseCurvature: number,
  tolerance: number,
): Minimum {
  const size = start.length
  let at = Float64Array.from(start)
  let current = objective(at)
  let inverse = scaledIdentity(size, inverseCurvature)
  for (let iteration = 0; iteration < iterationLimit; iteration++) {
    const direction = product(inverse, current.gradient, size).map((x) => -x)
    const slope = dot(direction, current.gradient)
    if (!(-slope > tolerance)) return { at, value: current.value, converged: -slope >= 0 }
    const next = lineSearch(objective, at, current, direction, slope)
    if (next === null) return { at, value: current.value, converged: -slope <= 1e4 * tolerance }
    const step = next.at.map((x, k) => x - at[k]!)
    const change = next.gradient.map((g, k) => g - current.gradient[k]!)
    const curvature = dot(step, change)
    if (curvature > 0) {
      if (iteration === 0) inverse = scaledIdentity(size, curvature / dot(change, change))
      update(inverse, step, change, curvature, size)
    }
    at = next.at
    current = next
  }
  return { at, value: current.value, converged: false }
}

function lineSearch(
  objective: (at: Float64Array) => ValueAndGradient,
  from: Float64Array,
  current: ValueAndGradient,
  direction: Float64Array,
  slope: number,
): (ValueAndGradient & { readonly at: Float64Array<ArrayBuffer> }) | null {
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let length = 1
  let lowest: (ValueAndGradient & { readonly at: Float64Array<ArrayBuffer> }) | null = null
  for (let trial = 0; trial < lineSearchLimit; trial++) {
    const at = Float64Array.from(from, (x, k) => x + length * direction[k]!)
    const { value, gradient } = objective(at)
    if (!(value <= current.value + sufficientDecrease * length * slope)) {
      high = length
    } else {
      lowest = { value, gradient, at }
      if (dot(gradient, direction) >= enoughCurvature * slope) return lowest
      low = length
    }
    length = high === Number.POSITIVE_INFINITY ? 2 * low : 0.5 * (low + high)
  }
  return lowest
}

/** inverse += (1 + y'Hy / s'y) ss' / s'y - (Hy s' + s y'H) / s'y for the step s and the change y of the gradient. */
function update(
  inverse: Float64Array,
  step: Float64Array,
  change: Float64Array,
  curvature: number,
  size: number,
): void {
  const image = product(inverse, change, size)
  const weight = (1 + dot(change, image) / curvature) / curvature
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const place = row * size + column
      const cross = image[row]! * step[column]! + step[row]! * image[column]!
      inverse[place] = inverse[place]! + weight * step[row]! * step[column]! - cross / curvature
    }
  }
}

function scaledIdentity(size: number, scale: number): Float64Array {
  const matrix = new Float64Array(size * size)
  for (let k = 0; k < size; k++) matrix[k * size + k] = scale
  return matrix
}

function product(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      result[row] = result[row]! + matrix[row * size + column]! * vector[column]!
    }
  }
  return result
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let k = 0; k < left.length; k++) sum += left[k]! * right[k]!
  return sum
}

/** A function with its gradient by central differences of the given step. */
export function withDifferences(
  value: (at: Float64Array) => number,
  step: number,
): (at: Float64Array) => ValueAndGradient {
  return (at) => {
    const moved = (k: number, by: number) => {
      const shifted = at.slice()
      shifted[k] = shifted[k]! + by
      return value(shifted)
    }
    const own = value(at)
    if (!Number.isFinite(own)) return { value: own, gradient: new Float64Array(at.length) }
    return { value: own, gradient: at.map((_, k) => (moved(k, step) - moved(k, -step)) / (2 * step)) }
  }
}
