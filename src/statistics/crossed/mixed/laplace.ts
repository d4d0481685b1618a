import { emptyRows, fillRows, gapSlope, thresholdLogLik } from './cumulative-logit-rows.ts'
import { type Curvature, twoFactorCurvature } from './two-factor-curvature.ts'
import type { TwoFactorDesign } from './two-factor-design.ts'

/** Ordered marks by systems and two crossed factors. */
export interface OrdinalData {
  readonly design: TwoFactorDesign
  /** Category per row, 0 to `categories - 1`, each of them in use. */
  readonly category: Int32Array
  readonly categories: number
  /** System per row, 0 to `systems - 1`; system 0 has the effect 0. */
  readonly system: Int32Array
  readonly systems: number
  /** Whether each factor has a random effect; without one its standard deviation is 0 and no parameter. */
  readonly random: readonly [boolean, boolean]
}

/** Thresholds, effects of systems 1, 2, ..., then the standard deviations of the factors that are random. */
export interface ParameterPlaces {
  readonly effects: number
  readonly sdFirst: number | null
  readonly sdSecond: number | null
  readonly count: number
}

export interface LaplacePoint {
  readonly logLik: number
  readonly gradient: Float64Array
}

/** Marginal log likelihood by Laplace's approximation; minus infinity for thresholds out of order or out of range. */
export interface LaplaceLikelihood {
  readonly places: ParameterPlaces
  at(parameters: Float64Array): LaplacePoint
}

const modeIterations = 100
/** The gain that a Newton step promises: after a step with this much the next one would gain about its square, */
const lastStepGain = 1e-9
/** and a step with this much is not worth taking. */
const noGain = 1e-22
/** A parameter beyond this on the logit scale is out of range. */
const parameterLimit = 1e4

/**
 * eta = effect of the system + sd1 u + sd2 v with standard normal u and v. The integral over u and v is replaced by
 * log p(marks | u, v) - (|u|^2 + |v|^2)/2 - log|H|/2 at the (u, v) that maximises the first two terms, with H minus
 * their second derivative. The value is even in the standard deviations.
 *
 * The gradient is exact: that of the three terms at fixed (u, v), plus the change of log|H| that the move of the mode
 * brings, by one more solve with H.
 */
export function laplaceLikelihood(data: OrdinalData): LaplaceLikelihood {
  const { design, category, system, random } = data
  const { n, first, second, cell } = design
  const thresholdCount = data.categories - 1
  const effects = thresholdCount
  const afterEffects = effects + data.systems - 1
  const sdFirst = random[0] ? afterEffects : null
  const sdSecond = random[1] ? afterEffects + (random[0] ? 1 : 0) : null
  const count = afterEffects + (random[0] ? 1 : 0) + (random[1] ? 1 : 0)
  const counts = new Float64Array(data.categories)
  for (const own of category) counts[own] = counts[own]! + 1
  const rows = emptyRows(n)
  const eta = new Float64Array(n)
  // The last mode is the next start: neighbouring parameters have neighbouring modes.
  let u = new Float64Array(design.firstCount)
  let v = new Float64Array(design.secondCount)

  const at = (parameters: Float64Array): LaplacePoint => {
    const thresholds = parameters.subarray(0, thresholdCount)
    const gapPart = thresholdLogLik(thresholds, counts)
    const gradient = new Float64Array(count)
    if (gapPart === Number.NEGATIVE_INFINITY || !parameters.every((x) => Math.abs(x) <= parameterLimit)) {
      return { logLik: Number.NEGATIVE_INFINITY, gradient }
    }
    const s1 = sdFirst === null ? 0 : parameters[sdFirst]!
    const s2 = sdSecond === null ? 0 : parameters[sdSecond]!
    const effect = (row: number) => (system[row] === 0 ? 0 : parameters[effects + system[row]! - 1]!)

    const penalised = (a: Float64Array, b: Float64Array): number => {
      for (let row = 0; row < n; row++) eta[row] = effect(row) + s1 * a[first[row]!]! + s2 * b[second[row]!]!
      return fillRows(category, thresholds, eta, rows) - 0.5 * (squares(a) + squares(b))
    }

    let value = penalised(u, v)
    let curvature: Curvature | null = null
    for (let iteration = 0; iteration < modeIterations; iteration++) {
      const stepU = new Float64Array(u.length)
      const stepV = new Float64Array(v.length)
      addToFactors(design, rows.slope, s1, s2, stepU, stepV)
      for (let a = 0; a < u.length; a++) stepU[a] = stepU[a]! - u[a]!
      for (let b = 0; b < v.length; b++) stepV[b] = stepV[b]! - v[b]!
      const slopeU = stepU.slice()
      const slopeV = stepV.slice()
      curvature = twoFactorCurvature(design, rows.weight, s1, s2)
      curvature.solve(stepU, stepV)
      const gain = dot(slopeU, stepU) + dot(slopeV, stepV)
      if (gain <= noGain) break
      let length = 1
      let nextU = plus(u, stepU, length)
      let nextV = plus(v, stepV, length)
      let next = penalised(nextU, nextV)
      while (!(next >= value - 1e-13 * Math.abs(value)) && length > 1e-10) {
        length /= 2
        nextU = plus(u, stepU, length)
        nextV = plus(v, stepV, length)
        next = penalised(nextU, nextV)
      }
      u = nextU
      v = nextV
      value = next
      curvature = null
      if (gain <= lastStepGain) break
    }
    curvature ??= twoFactorCurvature(design, rows.weight, s1, s2)
    fillGradient(gradient, curvature, thresholds, s1, s2)
    return { logLik: gapPart + value - 0.5 * curvature.logDeterminant, gradient }
  }

  const fillGradient = (
    gradient: Float64Array,
    curvature: Curvature,
    thresholds: Float64Array,
    s1: number,
    s2: number,
  ): void => {
    const inverse = curvature.inverse()
    const { slope, weight, cdfAbove, cdfBelow, densityAbove, densityBelow } = rows
    // c = -1/2 the variance of eta at the mode: the derivative of -log|H|/2 in the row's weight.
    const c = new Float64Array(n)
    const moved = new Float64Array(n)
    for (let row = 0; row < n; row++) {
      const h1 = inverse.first[first[row]!]!
      const h12 = inverse.cell[cell[row]!]!
      const h2 = inverse.second[second[row]!]!
      c[row] = -0.5 * (s1 * s1 * h1 + 2 * s1 * s2 * h12 + s2 * s2 * h2)
      moved[row] =
        -c[row]! * (bend(cdfAbove[row]!, densityAbove[row]!) + bend(cdfBelow[row]!, densityBelow[row]!))
    }
    const g1 = new Float64Array(design.firstCount)
    const g2 = new Float64Array(design.secondCount)
    addToFactors(design, moved, s1, s2, g1, g2)
    curvature.solve(g1, g2)
    const add = (place: number | null, value: number) => {
      if (place !== null) gradient[place] = gradient[place]! + value
    }
    const gaps = Float64Array.from({ length: thresholds.length }, (_, own) =>
      own === 0 ? 0 : gapSlope(thresholds, own),
    )
    for (let row = 0; row < n; row++) {
      const a = first[row]!
      const b = second[row]!
      const m = s1 * g1[a]! + s2 * g2[b]!
      const total = slope[row]! + moved[row]! - weight[row]! * m
      if (system[row] !== 0) add(effects + system[row]! - 1, total)
      const own = category[row]!
      const above = densityAbove[row]!
      const below = densityBelow[row]!
      const gap = own > 0 && own < thresholds.length ? gaps[own]! : 0
      if (own < thresholds.length) {
        add(own, 1 - cdfAbove[row]! + gap + c[row]! * bend(cdfAbove[row]!, above) + m * above)
      }
      if (own > 0) add(own - 1, -cdfBelow[row]! - gap + c[row]! * bend(cdfBelow[row]!, below) + m * below)
      const h12 = inverse.cell[cell[row]!]!
      const direct1 = g1[a]! * slope[row]! - weight[row]! * (s1 * inverse.first[a]! + s2 * h12)
      const direct2 = g2[b]! * slope[row]! - weight[row]! * (s2 * inverse.second[b]! + s1 * h12)
      add(sdFirst, u[a]! * total + direct1)
      add(sdSecond, v[b]! * total + direct2)
    }
  }

  return { places: { effects, sdFirst, sdSecond, count }, at }
}

/** Derivative of the logistic density f = F (1 - F). */
function bend(cdf: number, density: number): number {
  return density * (1 - 2 * cdf)
}

/** Adds s1 times the sums of `values` by first factor to `into1`, and the same for the second. */
function addToFactors(
  design: TwoFactorDesign,
  values: Float64Array,
  s1: number,
  s2: number,
  into1: Float64Array,
  into2: Float64Array,
): void {
  for (let row = 0; row < design.n; row++) {
    const a = design.first[row]!
    const b = design.second[row]!
    into1[a] = into1[a]! + s1 * values[row]!
    into2[b] = into2[b]! + s2 * values[row]!
  }
}

function plus(at: Float64Array, step: Float64Array, length: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(at, (x, k) => x + length * step[k]!)
}

function squares(values: Float64Array): number {
  return dot(values, values)
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let k = 0; k < left.length; k++) sum += left[k]! * right[k]!
  return sum
}
