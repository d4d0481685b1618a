import { invertPositiveDefinite } from '../../preference/symmetric-matrix.ts'
import type { RemlProfile } from './reml-profile.ts'

/** Step of the numerical derivatives, relative to theta or, for a small theta, to `smallTheta`. */
const relativeStep = 1e-3
const smallTheta = 0.1

/**
 * Degrees of freedom of Satterthwaite for contrasts of the system means: 2 v^2 / Var(v), the variance v = s^2 c'M^-1 c
 * of the contrast taken as a function of theta and log s^2, whose covariance is twice the inverse second derivative of
 * the restricted deviance. Terms at theta = 0 are held there: v is even in theta, so they do not contribute.
 *
 * Derivatives in log s^2 are exact, those in theta central differences. Null where the second derivative is not
 * positive definite.
 *
 * @param contrasts weights of the system means, one array per contrast
 */
export function satterthwaite(
  profile: RemlProfile,
  theta: Float64Array,
  contrasts: readonly Float64Array[],
): (number | null)[] {
  const active = [...theta.keys()].filter((term) => theta[term]! > 0)
  const size = active.length + 1
  const sigma = size - 1
  const steps = active.map((term) => relativeStep * Math.max(theta[term]!, smallTheta))
  const centre = profile.at(theta)
  const variance = centre.residualSquares / profile.degrees
  const moved = (first: number, firstSign: number, second = 0, secondSign = 0): Float64Array => {
    const at = theta.slice()
    at[active[first]!] = at[active[first]!]! + firstSign * steps[first]!
    if (secondSign !== 0) at[active[second]!] = at[active[second]!]! + secondSign * steps[second]!
    return at
  }
  /** The deviance at the estimated residual variance, without constants. */
  const deviance = (at: Float64Array) => {
    const { logDeterminants, residualSquares } = profile.at(at)
    return logDeterminants + residualSquares / variance
  }
  const middle = centre.logDeterminants + profile.degrees
  const hessian = new Float64Array(size * size)
  hessian[size * size - 1] = profile.degrees
  for (let i = 0; i < sigma; i++) {
    const step = steps[i]!
    const up = profile.at(moved(i, 1))
    const down = profile.at(moved(i, -1))
    const upper = up.logDeterminants + up.residualSquares / variance
    const lower = down.logDeterminants + down.residualSquares / variance
    hessian[i * size + i] = (upper - 2 * middle + lower) / (step * step)
    const mixed = -(up.residualSquares - down.residualSquares) / (2 * step * variance)
    hessian[i * size + sigma] = mixed
    hessian[sigma * size + i] = mixed
    for (let j = 0; j < i; j++) {
      const across = deviance(moved(i, 1, j, 1)) + deviance(moved(i, -1, j, -1))
      const against = deviance(moved(i, 1, j, -1)) + deviance(moved(i, -1, j, 1))
      const value = (across - against) / (4 * step * steps[j]!)
      hessian[i * size + j] = value
      hessian[j * size + i] = value
    }
  }
  const inverse = invertPositiveDefinite(hessian, size)
  if (inverse === null) return contrasts.map(() => null)
  const at = relativeVariances(profile, theta, contrasts)
  const slopes = steps.map((step, i) => {
    const up = relativeVariances(profile, moved(i, 1), contrasts)
    const down = relativeVariances(profile, moved(i, -1), contrasts)
    return up.map((value, k) => (value - down[k]!) / (2 * step))
  })
  return at.map((value, k) => {
    const gradient = [...slopes.map((slope) => slope[k]!), value]
    let sum = 0
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) sum += gradient[i]! * inverse[i * size + j]! * gradient[j]!
    const df = (value * value) / sum
    return Number.isFinite(df) && df > 0 ? df : null
  })
}

/** c'M^-1 c per contrast; NaN where M is singular. */
function relativeVariances(
  profile: RemlProfile,
  theta: Float64Array,
  contrasts: readonly Float64Array[],
): number[] {
  const solution = profile.meansAt(theta)
  return contrasts.map((contrast) =>
    solution === null ? Number.NaN : contrastVariance(solution.covariance, contrast),
  )
}

/** c'V c for a symmetric V. */
export function contrastVariance(covariance: Float64Array, contrast: Float64Array): number {
  const size = contrast.length
  let sum = 0
  for (let row = 0; row < size; row++) {
    if (contrast[row] === 0) continue
    for (let column = 0; column < size; column++) {
      sum += contrast[row]! * covariance[row * size + column]! * contrast[column]!
    }
  }
  return sum
}
