import { type Derivatives, type Maximum, maximiseConcave } from './concave-newton.ts'
import type { PairCounts } from './davidson.ts'

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
 * Maximum likelihood of the log worths, then the slot effect and log nu where the model has them. Null when the
 * information is singular or the likelihood flattens out without a maximum.
 */
export function maximise(systems: number, counts: readonly PairCounts[], shape: ModelShape): Maximum | null {
  const size = systems + (shape.position ? 1 : 0) + (shape.ties ? 1 : 0)
  let total = 0
  let ties = 0
  for (const pair of counts) {
    total += pair.winsA + pair.ties + pair.winsB
    ties += pair.ties
  }
  const start = new Float64Array(size)
  if (shape.ties) start[size - 1] = Math.log((2 * ties) / (total - ties))
  const maximum = maximiseConcave(
    (values) => derivatives(systems, counts, shape, values),
    start,
    systems,
    total,
  )
  return typeof maximum === 'string' ? null : maximum
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
  const places: number[] = shape.position ? [0, 0, systems] : [0, 0]
  let logLik = 0
  const add = (row: number, column: number, value: number) => {
    information[row * size + column] = information[row * size + column]! + value
  }
  for (const { a, b, winsA, ties, winsB } of counts) {
    const n = winsA + ties + winsB
    if (n === 0) continue
    const d = values[a]! - values[b]! + (shape.position ? values[systems]! : 0)
    outcomeProbabilities(d, logNu, p)
    if (winsA > 0) logLik += winsA * Math.log(p.first)
    if (ties > 0) logLik += ties * Math.log(p.tie)
    if (winsB > 0) logLik += winsB * Math.log(p.second)
    const mean = (p.first - p.second) / 2
    const slope = (winsA - winsB) / 2 - n * mean
    const variance = n * ((p.first + p.second) / 4 - mean * mean)
    places[0] = a
    places[1] = b
    places.forEach((place, index) => {
      const sign = index === 1 ? -1 : 1
      gradient[place] = gradient[place]! + sign * slope
      places.forEach((other, otherIndex) => {
        add(place, other, sign * (otherIndex === 1 ? -1 : 1) * variance)
      })
      if (logNu === null) return
      add(place, size - 1, -sign * n * mean * p.tie)
      add(size - 1, place, -sign * n * mean * p.tie)
    })
    if (logNu === null) continue
    gradient[size - 1] = gradient[size - 1]! + ties - n * p.tie
    add(size - 1, size - 1, n * p.tie * (1 - p.tie))
  }
  return { logLik, gradient, information }
}
