import { compensatedSum } from '../moments.ts'
import { completeForecasts } from './forecasts.ts'

export interface BrierScore {
  /** Forecasts with an outcome. */
  readonly n: number
  /** Mean of (p - y)^2, 0 (perfect) to 1; a constant 0.5 earns 0.25. Null without forecasts. */
  readonly brier: number | null
  /** Mean of -log of the probability given to what happened, in nats, 0 to 34.54. */
  readonly logLoss: number | null
}

/** Probabilities below this count as this in the log loss, so that one certain error is not infinite. */
const smallestProbability = 1e-15

/**
 * Brier score and log loss of stated probabilities. Both are proper: a system earns the best expected score by
 * stating what it believes, so they can compare systems, which a calibration error cannot.
 *
 * Brier = mean of (p - y)^2. Log loss = mean of -log p for y = 1 and -log(1 - p) for y = 0, with either
 * probability cut below at 1e-15. Smaller is better. Rows with a missing value are dropped.
 *
 * @param p stated probability that the answer is right, 0 to 1; NaN is missing
 * @param y 1 when it was right, 0 when not; NaN is missing
 *
 * @method calib.brier
 * @question How good are a system's stated probabilities?
 * @standing default
 * @source Brier 1950
 * @pinned R 4.2.2: mean((p - y)^2); scikit-learn 1.2.1: brier_score_loss, log_loss(eps = 1e-15)
 */
export function brierScore(p: ArrayLike<number>, y: ArrayLike<number>): BrierScore {
  const forecasts = completeForecasts(p, y)
  const n = forecasts.p.length
  if (n === 0) return { n, brier: null, logLoss: null }
  const squares = new Float64Array(n)
  const losses = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const probability = forecasts.p[row]!
    const outcome = forecasts.y[row]!
    const miss = probability - outcome
    squares[row] = miss * miss
    losses[row] = -Math.log(Math.max(smallestProbability, outcome === 1 ? probability : 1 - probability))
  }
  return { n, brier: compensatedSum(squares) / n, logLoss: compensatedSum(losses) / n }
}
