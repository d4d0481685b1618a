import type { ComparisonRows } from './comparison-rows.ts'
import type { Derivatives } from './concave-newton.ts'
import { type OutcomeProbabilities, outcomeProbabilities } from './davidson-newton.ts'

/** Comparisons with what differs between the two answers besides the systems. */
export interface CovariateRows extends ComparisonRows {
  /** One array per covariate with one finite number per row: first slot minus second slot. Not standardised. */
  readonly covariates: readonly ArrayLike<number>[]
}

/** Where the parameters lie: log worths, slot effect, covariates, log nu; -1 for what the model does not have. */
export interface ParameterPlaces {
  readonly position: number
  readonly covariate: number
  readonly nu: number
  readonly size: number
}

export function parameterPlaces(rows: CovariateRows, tieParameter: boolean): ParameterPlaces {
  const position = rows.position ?? false
  const covariate = rows.systems + (position ? 1 : 0)
  const size = covariate + rows.covariates.length + (tieParameter ? 1 : 0)
  return { position: position ? rows.systems : -1, covariate, nu: tieParameter ? size - 1 : -1, size }
}

/**
 * Log likelihood, gradient and information of Davidson's model with covariates, as a function of the parameters.
 * Without a tie parameter it is the model of Bradley and Terry, and a tie is half a win and half a loss.
 *
 * A comparison has d = worth a - worth b + slot effect + x'beta. With s = (win - loss)/2 and t = tie its score is
 * s - E s for d and t - E t for log nu, and the information is the covariance of (s, t). Sums are kept per ordered
 * pair of systems and spread over the matrix at the end, so a row costs the square of the number of covariates and
 * nothing is allocated for it.
 *
 * @param x covariates row by row
 */
export function covariateDerivatives(
  rows: CovariateRows,
  places: ParameterPlaces,
  x: Float64Array,
): (values: Float64Array) => Derivatives {
  const { systems, outcome } = rows
  const k = rows.covariates.length
  const pairs = systems * systems
  const pairOf = Int32Array.from(outcome, (_, row) => rows.slotA[row]! * systems + rows.slotB[row]!)
  const result = Int8Array.from(outcome)
  const offset = new Float64Array(pairs)
  const p: OutcomeProbabilities = { first: 0, tie: 0, second: 0 }
  return (values) => {
    const logNu = places.nu < 0 ? null : values[places.nu]!
    const beta = values.subarray(places.covariate, places.covariate + k)
    pairOffsets(offset, values, systems, places.position)
    const sums = emptySums(pairs, k)
    for (let row = 0; row < result.length; row++) {
      const pair = pairOf[row]!
      const from = row * k
      let d = offset[pair]!
      for (let j = 0; j < k; j++) d += beta[j]! * x[from + j]!
      outcomeProbabilities(d, logNu, p)
      const y = result[row]!
      if (y === 1) sums.logLik += Math.log(p.first)
      else if (y === -1) sums.logLik += Math.log(p.second)
      else if (logNu !== null) sums.logLik += Math.log(p.tie)
      else sums.logLik += 0.5 * (Math.log(p.first) + Math.log(p.second))
      const mean = 0.5 * (p.first - p.second)
      const score = 0.5 * y - mean
      const variance = p.first * p.second + 0.25 * p.tie * (p.first + p.second)
      sums.score[pair] = sums.score[pair]! + score
      sums.variance[pair] = sums.variance[pair]! + variance
      for (let j = 0; j < k; j++) {
        const value = x[from + j]!
        sums.scoreX[j] = sums.scoreX[j]! + score * value
        sums.varianceX[pair * k + j] = sums.varianceX[pair * k + j]! + variance * value
        for (let i = 0; i <= j; i++) {
          sums.varianceXX[j * k + i] = sums.varianceXX[j * k + i]! + variance * value * x[from + i]!
        }
      }
      if (logNu === null) continue
      const cross = -mean * p.tie
      sums.tieScore += (y === 0 ? 1 : 0) - p.tie
      sums.tieVariance += p.tie * (1 - p.tie)
      sums.cross[pair] = sums.cross[pair]! + cross
      for (let j = 0; j < k; j++) sums.crossX[j] = sums.crossX[j]! + cross * x[from + j]!
    }
    return spread(sums, systems, k, places)
  }
}

function pairOffsets(offset: Float64Array, values: Float64Array, systems: number, position: number): void {
  const slot = position < 0 ? 0 : values[position]!
  for (let a = 0; a < systems; a++) {
    for (let b = 0; b < systems; b++) offset[a * systems + b] = values[a]! - values[b]! + slot
  }
}

/** Sums over rows: by ordered pair where a system is concerned, `X` weighted with the covariates. */
function emptySums(pairs: number, k: number) {
  return {
    logLik: 0,
    score: new Float64Array(pairs),
    variance: new Float64Array(pairs),
    cross: new Float64Array(pairs),
    scoreX: new Float64Array(k),
    crossX: new Float64Array(k),
    varianceX: new Float64Array(pairs * k),
    varianceXX: new Float64Array(k * k),
    tieScore: 0,
    tieVariance: 0,
  }
}

type Sums = ReturnType<typeof emptySums>

function spread(sums: Sums, systems: number, k: number, places: ParameterPlaces): Derivatives {
  const { position, covariate, nu, size } = places
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  const add = (row: number, column: number, value: number) => {
    information[row * size + column] = information[row * size + column]! + value
    if (row !== column) information[column * size + row] = information[column * size + row]! + value
  }
  for (let pair = 0; pair < systems * systems; pair++) {
    const variance = sums.variance[pair]!
    if (variance === 0) continue
    const a = Math.floor(pair / systems)
    const b = pair % systems
    const score = sums.score[pair]!
    gradient[a] = gradient[a]! + score
    gradient[b] = gradient[b]! - score
    add(a, a, variance)
    add(b, b, variance)
    add(a, b, -variance)
    if (position >= 0) {
      gradient[position] = gradient[position]! + score
      add(position, position, variance)
    }
    const both = (place: number, value: number) => {
      add(a, place, value)
      add(b, place, -value)
    }
    const all = (place: number, value: number) => {
      both(place, value)
      if (position >= 0) add(position, place, value)
    }
    if (position >= 0) both(position, variance)
    for (let j = 0; j < k; j++) all(covariate + j, sums.varianceX[pair * k + j]!)
    if (nu >= 0) all(nu, sums.cross[pair]!)
  }
  for (let j = 0; j < k; j++) {
    gradient[covariate + j] = sums.scoreX[j]!
    for (let i = 0; i <= j; i++) add(covariate + j, covariate + i, sums.varianceXX[j * k + i]!)
    if (nu >= 0) add(covariate + j, nu, sums.crossX[j]!)
  }
  if (nu >= 0) {
    gradient[nu] = sums.tieScore
    add(nu, nu, sums.tieVariance)
  }
  return { logLik: sums.logLik, gradient, information }
}
