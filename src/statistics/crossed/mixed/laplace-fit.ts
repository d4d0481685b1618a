import type { Minimum } from '../../numeric/nelder-mead.ts'
import { quasiNewton } from '../../numeric/quasi-newton.ts'
import { choleskyFactor, invertPositiveDefinite, solveByFactor } from '../../preference/symmetric-matrix.ts'
import { type LaplaceLikelihood, laplaceLikelihood, type OrdinalData } from './laplace.ts'

export interface LaplaceFit {
  readonly thresholds: readonly number[]
  readonly seThresholds: readonly number[]
  /** Effects of systems 1, 2, ... against system 0 on the log odds of a higher category. */
  readonly effects: readonly number[]
  readonly seEffects: readonly number[]
  /** Variances of the first and the second factor; 0 at the boundary and for a factor that is not random. */
  readonly variances: readonly [number, number]
  readonly logLik: number
}

/** Standard deviations from which the search starts. */
const starts = [1, 0.3]
/** Below this a standard deviation is tried at 0, where it stays if the likelihood does not fall. */
const nearZero = 0.1
const logLikRounding = 1e-8
/** The predicted gain of a step at which the search ends. */
const gainTolerance = 1e-9
/** A standard error beyond this on the logit scale means that the likelihood is flat: no finite maximum. */
const flatStandardError = 100
/** A standard deviation beyond this likewise: questions or reviewers alone decide every mark. */
const endlessSd = 30
const hessianStep = 1e-4
const polishingSteps = 3

/**
 * Maximum of the Laplace likelihood over thresholds, effects and standard deviations together, with standard errors
 * from its second derivative. Null when there is no finite maximum, as when the systems separate the categories.
 */
export function fitLaplace(data: OrdinalData): LaplaceFit | null {
  const likelihood = laplaceLikelihood(data)
  const { sdFirst, sdSecond, count, effects } = likelihood.places
  const begin = startingThresholds(data)
  const searches = sdFirst === null && sdSecond === null ? starts.slice(0, 1) : starts
  const found = searches.map((sd) => {
    const start = new Float64Array(count)
    // Conditional thresholds lie further apart than marginal ones, about this much.
    const spread = Math.sqrt(1 + 0.35 * sd * sd)
    begin.forEach((threshold, place) => {
      start[place] = spread * threshold
    })
    if (sdFirst !== null) start[sdFirst] = sd
    if (sdSecond !== null) start[sdSecond] = sd
    return quasiNewton((at) => negated(likelihood, at), start, 4 / data.category.length, gainTolerance)
  })
  const best = found.reduce((left, right) => (right.value < left.value ? right : left))
  const reduced = withoutSmallSd(data, likelihood, best)
  if (reduced !== null) return reduced
  const { at, covariance } = polish(likelihood, best.at)
  if (covariance === null) return null
  if ([sdFirst, sdSecond].some((place) => place !== null && !(Math.abs(at[place]!) < endlessSd))) return null
  const se = Array.from({ length: effects + data.systems - 1 }, (_, k) =>
    Math.sqrt(covariance[k * (count + 1)]!),
  )
  if (!se.every((value) => value < flatStandardError)) return null
  const variance = (place: number | null) => (place === null ? 0 : at[place]! * at[place]!)
  return {
    thresholds: [...at.subarray(0, effects)],
    seThresholds: se.slice(0, effects),
    effects: [...at.subarray(effects, se.length)],
    seEffects: se.slice(effects),
    variances: [variance(sdFirst), variance(sdSecond)],
    logLik: likelihood.at(at).logLik,
  }
}

function negated(likelihood: LaplaceLikelihood, at: Float64Array) {
  const { logLik, gradient } = likelihood.at(at)
  return { value: -logLik, gradient: gradient.map((slope) => -slope) }
}

/** The fit without a factor whose standard deviation is 0 to rounding; null when there is none. */
function withoutSmallSd(data: OrdinalData, likelihood: LaplaceLikelihood, best: Minimum): LaplaceFit | null {
  const { sdFirst, sdSecond } = likelihood.places
  const small = [sdFirst, sdSecond]
    .filter((place) => place !== null)
    .filter((place) => Math.abs(best.at[place]!) < nearZero)
    .sort((left, right) => Math.abs(best.at[left]!) - Math.abs(best.at[right]!))
  for (const place of small) {
    const at = best.at.slice()
    at[place] = 0
    if (!(likelihood.at(at).logLik >= -best.value - logLikRounding)) continue
    return fitLaplace({
      ...data,
      random: [data.random[0] && place !== sdFirst, data.random[1] && place !== sdSecond],
    })
  }
  return null
}

/** Newton steps with the second derivative, until they no longer shrink the gradient; the inverse of the last one. */
function polish(likelihood: LaplaceLikelihood, from: Float64Array) {
  let at = from
  let covariance: Float64Array | null = null
  for (let iteration = 0; iteration <= polishingSteps; iteration++) {
    const information = negativeHessian(likelihood, at)
    covariance = invertPositiveDefinite(information, at.length)
    const factor = choleskyFactor(information, at.length)
    if (covariance === null || factor === null) return { at, covariance: null }
    const { gradient } = likelihood.at(at)
    const step = gradient.slice()
    solveByFactor(factor, at.length, step)
    let gain = 0
    for (let k = 0; k < step.length; k++) gain += step[k]! * gradient[k]!
    if (iteration === polishingSteps || gain <= 1e-14) break
    const next = at.map((x, k) => x + step[k]!)
    const moved = likelihood.at(next)
    if (!(largest(moved.gradient) < largest(gradient))) break
    at = next
  }
  return { at, covariance }
}

/** Minus the second derivative, by central differences of the exact gradient. */
function negativeHessian(likelihood: LaplaceLikelihood, at: Float64Array): Float64Array {
  const size = at.length
  const columns = Array.from({ length: size }, (_, k) => {
    const step = hessianStep * Math.max(1, Math.abs(at[k]!))
    const shifted = (by: number) => likelihood.at(at.map((x, place) => (place === k ? x + by : x))).gradient
    const down = shifted(-step)
    return shifted(step).map((slope, place) => (down[place]! - slope) / (2 * step))
  })
  return Float64Array.from({ length: size * size }, (_, place) => {
    const row = Math.floor(place / size)
    const column = place % size
    return 0.5 * (columns[row]![column]! + columns[column]![row]!)
  })
}

function largest(values: Float64Array): number {
  return values.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
}

/** Logits of the cumulative shares of the categories. */
function startingThresholds(data: OrdinalData): number[] {
  const counts = new Float64Array(data.categories)
  for (const own of data.category) counts[own] = counts[own]! + 1
  const n = data.category.length
  let below = 0
  return Array.from(counts.subarray(0, data.categories - 1), (count) => {
    below += count
    return Math.log(below / (n - below))
  })
}
