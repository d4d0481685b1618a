import { quantile } from '../../statistics/distributions/quantile.ts'

/** How long questions took, in milliseconds; null without any. */
export interface Latency {
  readonly questions: number
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  readonly longest: number | null
}

/** Quantiles (type 7) of the times of single questions. */
export function latency(milliseconds: ArrayLike<number>): Latency {
  const [p50 = null, p95 = null, p99 = null, longest = null] = quantile(milliseconds, [0.5, 0.95, 0.99, 1])
  return { questions: milliseconds.length, p50, p95, p99, longest }
}
