import { binomialDensity } from '../distributions/binomial.ts'
import type { Generator } from './generator.ts'

/**
 * Number of successes in `n` independent trials with success probability `p`, by inversion from the mode: one
 * uniform number is used up by the probabilities of the mode and of its neighbours, upwards and downwards in turn.
 * The work grows with sqrt(n p (1 - p)), not with n.
 */
export function binomialDraw(generator: Generator, n: number, p: number): number {
  if (n === 0 || p <= 0) return 0
  if (p >= 1) return n
  const mode = Math.min(n, Math.floor((n + 1) * p))
  const odds = p / (1 - p)
  const atMode = binomialDensity(mode, n, p)
  let left = generator.uniform() - atMode
  let up = mode
  let atUp = atMode
  let down = mode
  let atDown = atMode
  while (left > 0 && (atUp > 0 || atDown > 0)) {
    if (atUp > 0) {
      atUp *= ((n - up) / (up + 1)) * odds
      up += 1
      left -= atUp
      if (left <= 0) return up
    }
    if (atDown > 0) {
      atDown *= down / ((n - down + 1) * odds)
      down -= 1
      left -= atDown
      if (left <= 0) return down
    }
  }
  // The probabilities sum to 1 only up to rounding.
  return mode
}
