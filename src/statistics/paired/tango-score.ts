import { solveIncreasing } from '../distributions/solve-increasing.ts'
import type { Interval } from '../interval.ts'

/**
 * Tango's score statistic of the null that the difference of two paired proportions is `d`,
 *
 * z = (b - c - n d)/sqrt(n (2 q + d (1 - d))),
 *
 * with q the maximum likelihood estimate of the share of c under that null: the positive root of
 * A q^2 + B q + C = 0, A = 2n, B = (2n - b + c) d - b - c, C = -c d (1 - d).
 *
 * A negative `d` is turned to a positive one by exchanging the systems: then every term of the variance is
 * positive, and the two limits of an interval mirror each other to the last bit.
 *
 * @param b questions that only the first system got right
 * @param c questions that only the second got right
 * @param n questions, at least 1
 * @param d -1 to 1
 * @returns infinite where the null allows no variance and is refuted; null where it allows none and fits
 */
export function tangoScore(b: number, c: number, n: number, d: number): number | null {
  if (d < 0) {
    const mirrored = tangoScore(c, b, n, -d)
    return mirrored === null ? null : -mirrored
  }
  const distance = b - c - n * d
  const variance = scoreVariance(b, c, n, d)
  if (variance === 0 && distance === 0) return null
  return distance / Math.sqrt(variance)
}

/** Variance of b - c under a difference of `d`, 0 to 1. */
function scoreVariance(b: number, c: number, n: number, d: number): number {
  const linear = (2 * n - b + c) * d - b - c
  const constant = c * d * (1 - d)
  const root = Math.sqrt(linear * linear + 8 * n * constant)
  // Of the two forms of the root, the one that adds numbers of the same sign.
  const q = linear > 0 ? (2 * constant) / (linear + root) : (root - linear) / (4 * n)
  return n * (2 * q + d * (1 - d))
}

/**
 * The differences d that the score test does not reject: |z(d)| at most `z`. The score falls in d, so each limit
 * is one root; with all questions on one side the limit there is exactly 1 or -1.
 */
export function tangoInterval(b: number, c: number, n: number, z: number): Interval {
  return { lower: lowerLimit(b, c, n, z), upper: 0 - lowerLimit(c, b, n, z) }
}

function lowerLimit(b: number, c: number, n: number, z: number): number {
  if (c === n) return -1
  return solveIncreasing(
    (d) => z - (tangoScore(b, c, n, d) ?? 0),
    (d) => n / Math.sqrt(d < 0 ? scoreVariance(c, b, n, -d) : scoreVariance(b, c, n, d)),
    -1,
    (b - c) / n,
    Number.NaN,
  )
}
