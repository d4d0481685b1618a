import { solveIncreasing } from '../distributions/solve-increasing.ts'
import { sumOfSquares } from './moment-variance.ts'
import { type Studies, weigh } from './study-weights.ts'

/** Distance of the starts on the scale of log(smallest variance + tau2). */
const startSpacing = 0.05

/**
 * The tau2 of at least 0 with the largest restricted likelihood. With unequal variances the likelihood may have
 * several maxima, and a search from one start may end at the lower. So the sign of the derivative is followed over
 * the whole range where it can change, in steps of 5%, every change from rising to falling is solved, and the
 * highest maximum is taken (the smaller tau2 of two equal ones).
 */
export function restrictedMaximum(studies: Studies): number {
  const smallest = studies.variances[studies.anchor]!
  const span = Math.log((1.05 * stationaryBound(studies)) / smallest)
  let best = 0
  if (!(span > 0)) return best
  const steps = Math.ceil(span / startSpacing)
  let highest = weigh(studies, 0).logLikelihood
  let before = 0
  let rising = climb(studies, 0) > 0
  for (let step = 1; step <= steps; step++) {
    const here = smallest * (Math.exp((span * step) / steps) - 1)
    const risingHere = climb(studies, here) > 0
    if (rising && !risingHere) {
      const peak = peakBetween(studies, before, here)
      const height = weigh(studies, peak).logLikelihood
      if (height > highest) {
        best = peak
        highest = height
      }
    }
    before = here
    rising = risingHere
  }
  return best
}

/** Twice the derivative of the restricted log-likelihood. */
function climb(studies: Studies, tau2: number): number {
  const { qFall, trace } = weigh(studies, tau2)
  return qFall - trace
}

/** Fisher scoring kept inside a range that holds the peak. */
function peakBetween(studies: Studies, low: number, high: number): number {
  return solveIncreasing(
    (tau2) => -climb(studies, tau2),
    (tau2) => information(studies, tau2),
    low,
    high,
    0.5 * (low + high),
  )
}

/** Trace of the squared projection: sum of w^2 - 2 sum of w^3/S + (sum of w^2)^2/S^2. */
function information(studies: Studies, tau2: number): number {
  let first = 0
  let second = 0
  let third = 0
  for (const variance of studies.variances) {
    const weight = 1 / (variance + tau2)
    first += weight
    second += weight * weight
    third += weight * weight * weight
  }
  const mean = second / first
  return second - (2 * third) / first + mean * mean
}

/**
 * A value of smallest variance + tau2 beyond which the restricted likelihood falls. The derivative is negative
 * once SS/(smallest + tau2)^2 < (k - 1)/(largest + tau2), a quadratic in smallest + tau2.
 */
function stationaryBound(studies: Studies): number {
  const squares = sumOfSquares(studies)
  const df = studies.offsets.length - 1
  let largest = 0
  for (const variance of studies.variances) largest = Math.max(largest, variance)
  const range = largest - studies.variances[studies.anchor]!
  return (squares + Math.sqrt(squares * squares + 4 * df * squares * range)) / (2 * df)
}
