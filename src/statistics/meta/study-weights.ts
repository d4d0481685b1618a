/** Estimates of studies with their sampling variances, all finite, the variances above 0. */
export interface Studies {
  /** Estimates less that of the most precise study. */
  readonly offsets: Float64Array
  readonly variances: Float64Array
  /** Place of the most precise study: it has the largest weight at every tau2. */
  readonly anchor: number
  /** Estimate of that study. */
  readonly origin: number
}

/** The sums that every random-effects method needs, for weights w = 1/(v + tau2). */
export interface Weighing {
  /** Sum of the weights. */
  readonly total: number
  /** Weighted mean, less the origin. */
  readonly mean: number
  /** Generalised Q: sum of w (y - mean)^2. */
  readonly q: number
  /** Minus the derivative of Q by tau2: sum of w^2 (y - mean)^2. */
  readonly qFall: number
  /** Trace of the projection: sum of w less sum of w^2 over sum of w; the expectation of `qFall`. */
  readonly trace: number
  /** Restricted log-likelihood without its constant. */
  readonly logLikelihood: number
}

/**
 * Studies measured from the most precise one. Where one variance is tiny beside the others its weight swamps the
 * sums; measured from it, its own residual is as exact as the others.
 */
export function studiesOf(estimates: readonly number[], variances: readonly number[]): Studies {
  let anchor = 0
  for (let study = 1; study < variances.length; study++) {
    if (variances[study]! < variances[anchor]!) anchor = study
  }
  const origin = estimates[anchor] ?? 0
  return {
    offsets: Float64Array.from(estimates, (estimate) => estimate - origin),
    variances: Float64Array.from(variances),
    anchor,
    origin,
  }
}

export function weigh(studies: Studies, tau2: number): Weighing {
  const { offsets, variances, anchor } = studies
  const anchorWeight = 1 / (variances[anchor]! + tau2)
  let others = 0
  let sum = 0
  let logs = 0
  for (let study = 0; study < offsets.length; study++) {
    if (study === anchor) continue
    const weight = 1 / (variances[study]! + tau2)
    others += weight
    sum += weight * offsets[study]!
    logs += Math.log(weight)
  }
  const total = anchorWeight + others
  const mean = sum / total
  let q = anchorWeight * mean * mean
  let qFall = anchorWeight * q
  let trace = (anchorWeight * others) / total
  for (let study = 0; study < offsets.length; study++) {
    if (study === anchor) continue
    const weight = 1 / (variances[study]! + tau2)
    const residual = offsets[study]! - mean
    const square = weight * residual * residual
    q += square
    qFall += weight * square
    trace += weight * (1 - weight / total)
  }
  const logLikelihood = 0.5 * (logs - Math.log(total / anchorWeight) - q)
  return { total, mean, q, qFall, trace, logLikelihood }
}
