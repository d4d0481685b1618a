import { expMinusOne, logOnePlus } from '../../distributions/elementary.ts'

/**
 * Log likelihood of ordered marks and its derivatives in the linear predictor eta, row by row.
 *
 * With F logistic, P(category <= j) = F(threshold_j - eta), and a category between thresholds b and a has probability
 * F(a) - F(b) = F(a) (1 - F(b)) (1 - e^(b - a)). So eta enters through log F(a) + log(1 - F(b)) alone: every row is
 * two binary outcomes, the log likelihood is concave in eta, and no digits are lost in far tails. A single threshold
 * is the logistic model of a binary mark.
 */
export interface CumulativeLogitRows {
  /** F, and its density, at the threshold above the row's category; 1 and 0 for the highest category. */
  readonly cdfAbove: Float64Array
  readonly densityAbove: Float64Array
  /** The same at the threshold below; 0 and 0 for the lowest category. */
  readonly cdfBelow: Float64Array
  readonly densityBelow: Float64Array
  /** First derivative of the row's log likelihood in eta. */
  readonly slope: Float64Array
  /** Minus the second derivative. */
  readonly weight: Float64Array
}

export function emptyRows(n: number): CumulativeLogitRows {
  const array = () => new Float64Array(n)
  return {
    cdfAbove: array(),
    densityAbove: array(),
    cdfBelow: array(),
    densityBelow: array(),
    slope: array(),
    weight: array(),
  }
}

/** Fills `into` and gives the log likelihood without the part that depends on the thresholds alone. */
export function fillRows(
  category: Int32Array,
  thresholds: Float64Array,
  eta: Float64Array,
  into: CumulativeLogitRows,
): number {
  const highest = thresholds.length
  let logLik = 0
  for (let row = 0; row < eta.length; row++) {
    const own = category[row]!
    let slope = 0
    let weight = 0
    let cdf = 1
    let density = 0
    if (own < highest) {
      const x = thresholds[own]! - eta[row]!
      const e = Math.exp(-Math.abs(x))
      const r = 1 / (1 + e)
      cdf = x >= 0 ? r : e * r
      density = e * r * r
      logLik += (x < 0 ? x : 0) - logOnePlus(e)
      slope -= x >= 0 ? e * r : r
      weight += density
    }
    into.cdfAbove[row] = cdf
    into.densityAbove[row] = density
    cdf = 0
    density = 0
    if (own > 0) {
      const x = thresholds[own - 1]! - eta[row]!
      const e = Math.exp(-Math.abs(x))
      const r = 1 / (1 + e)
      cdf = x >= 0 ? r : e * r
      density = e * r * r
      logLik -= (x > 0 ? x : 0) + logOnePlus(e)
      slope += cdf
      weight += density
    }
    into.cdfBelow[row] = cdf
    into.densityBelow[row] = density
    into.slope[row] = slope
    into.weight[row] = weight
  }
  return logLik
}

/** The part of the log likelihood that depends on the thresholds alone: log(1 - e^(b - a)) per row in between. */
export function thresholdLogLik(thresholds: Float64Array, counts: Float64Array): number {
  let sum = 0
  for (let own = 1; own < thresholds.length; own++) {
    const gap = thresholds[own]! - thresholds[own - 1]!
    if (!(gap > 0)) return Number.NEGATIVE_INFINITY
    sum += counts[own]! * Math.log(-expMinusOne(-gap))
  }
  return sum
}

/** Its derivative in the upper of the two thresholds, minus that in the lower one, per row: 1 / (e^gap - 1). */
export function gapSlope(thresholds: Float64Array, own: number): number {
  return 1 / expMinusOne(thresholds[own]! - thresholds[own - 1]!)
}
