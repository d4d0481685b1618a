import { checkSameLength } from '../argument.ts'
import { checkRowLengths, countPairs } from './comparison-rows.ts'
import { maximiseConcave } from './concave-newton.ts'
import {
  type CovariateRows,
  covariateDerivatives,
  type ParameterPlaces,
  parameterPlaces,
} from './covariate-derivatives.ts'
import { checkCounts, type PairCounts } from './davidson.ts'
import { type OutcomeProbabilities, outcomeProbabilities } from './davidson-newton.ts'
import { identificationProblem } from './identification.ts'
import type { RowScore } from './score-sandwich.ts'

export interface CovariateFit {
  /** Log worths summing to 0, slot effect, covariates in their own units, log nu. */
  readonly values: Float64Array
  /** Inverse information: the covariance of `values` if rows were independent. */
  readonly covariance: Float64Array
  readonly places: ParameterPlaces
  readonly logLik: number
}

/**
 * Maximum likelihood with covariates, or a sentence that says why there is no maximum.
 *
 * Covariates are divided by their root mean square for the fit only, so that the test for a flat likelihood does
 * not hang on their units. They are not centred: a constant difference would be the effect of the first slot.
 *
 * @param ties `parameter` for Davidson's nu (the model of Bradley and Terry when there is no tie), `half` for half a
 * win and half a loss
 */
export function fitWithCovariates(rows: CovariateRows, ties: 'parameter' | 'half'): CovariateFit | string {
  checkRowLengths(rows)
  rows.covariates.forEach((column, j) => {
    checkSameLength(`covariate ${j}`, column.length, rows.outcome.length)
  })
  const counts = countPairs(rows)
  checkCounts({ systems: rows.systems, counts })
  const problem = identificationProblem(rows.systems, ties === 'half' ? counts.map(halved) : counts)
  if (problem !== null) return problem
  const tied = counts.reduce((sum, pair) => sum + pair.ties, 0)
  const places = parameterPlaces(rows, ties === 'parameter' && tied > 0)
  const n = rows.outcome.length
  const { x, scale } = scaledCovariates(rows)
  if (scale.includes(0)) return 'A covariate is 0 in every row.'
  const start = new Float64Array(places.size)
  if (places.nu >= 0) start[places.nu] = Math.log((2 * tied) / (n - tied))
  const maximum = maximiseConcave(covariateDerivatives(rows, places, x), start, rows.systems, n)
  if (maximum === 'singular') {
    return 'Systems, slot effect and covariates cannot be told apart: one is a combination of the others.'
  }
  if (maximum === 'flat')
    return 'The outcomes are separated: the likelihood has no maximum at finite effects.'
  const unit = (place: number) => scale[place - places.covariate] ?? 1
  return {
    places,
    logLik: maximum.logLik,
    values: maximum.values.map((value, place) => value / unit(place)),
    covariance: maximum.covariance.map(
      (value, place) => value / (unit(Math.floor(place / places.size)) * unit(place % places.size)),
    ),
  }
}

/** Score of every row at the fit. */
export function scoresOfFit(rows: CovariateRows, fit: CovariateFit, shift = 0): RowScore {
  const { slotA, slotB, outcome, covariates } = rows
  const { values, places } = fit
  const k = covariates.length
  const slot = places.position < 0 ? 0 : values[places.position]!
  const logNu = places.nu < 0 ? null : values[places.nu]!
  const p: OutcomeProbabilities = { first: 0, tie: 0, second: 0 }
  return (row, add) => {
    const a = slotA[row]!
    const b = slotB[row]!
    let d = values[a]! - values[b]! + slot
    for (let j = 0; j < k; j++) d += values[places.covariate + j]! * covariates[j]![row]!
    outcomeProbabilities(d, logNu, p)
    const score = 0.5 * (outcome[row]! - (p.first - p.second))
    add(shift + a, score)
    add(shift + b, -score)
    if (places.position >= 0) add(shift + places.position, score)
    for (let j = 0; j < k; j++) add(shift + places.covariate + j, score * covariates[j]![row]!)
    if (places.nu >= 0) add(shift + places.nu, (outcome[row] === 0 ? 1 : 0) - p.tie)
  }
}

function halved(pair: PairCounts): PairCounts {
  return { ...pair, winsA: pair.winsA + pair.ties / 2, ties: 0, winsB: pair.winsB + pair.ties / 2 }
}

/** Covariates row by row, each divided by its root mean square. */
function scaledCovariates(rows: CovariateRows): { readonly x: Float64Array; readonly scale: Float64Array } {
  const n = rows.outcome.length
  const k = rows.covariates.length
  const x = new Float64Array(n * k)
  const scale = new Float64Array(k)
  rows.covariates.forEach((column, j) => {
    let largest = 0
    for (let row = 0; row < n; row++) {
      const value = column[row]!
      if (!Number.isFinite(value)) {
        throw new RangeError(`covariate ${j} of row ${row} must be a finite number, not ${value}`)
      }
      largest = Math.max(largest, Math.abs(value))
    }
    if (largest === 0) return
    let squares = 0
    for (let row = 0; row < n; row++) squares += (column[row]! / largest) * (column[row]! / largest)
    const unit = largest * Math.sqrt(squares / n)
    scale[j] = unit
    for (let row = 0; row < n; row++) x[row * k + j] = column[row]! / unit
  })
  return { x, scale }
}
