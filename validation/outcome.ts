import { tQuantile } from '../src/statistics/distributions/student-t.ts'
import type { Interval } from '../src/statistics/interval.ts'
import type { Outcome } from './study.ts'

/** Whether an interval holds the truth. */
export function covers(ci: Interval | null, truth: number): Outcome {
  if (ci === null) return 'undefined'
  if (ci.upper < truth) return 'below'
  return ci.lower > truth ? 'above' : 'right'
}

/** Whether a true hypothesis was rejected. */
export function rejects(p: number | null, alpha = 0.05): Outcome {
  if (p === null) return 'undefined'
  return p < alpha ? 'error' : 'right'
}

export function happened(error: boolean): Outcome {
  return error ? 'error' : 'right'
}

/** Whether estimate +- t x se holds the truth; undefined for a standard error of null or 0. */
export function coversByT(
  estimate: number | null,
  se: number | null,
  df: number,
  truth: number,
  level = 0.95,
): Outcome {
  if (estimate === null || se === null || se === 0) return 'undefined'
  const half = tQuantile(0.5 + level / 2, df) * se
  return covers({ lower: estimate - half, upper: estimate + half }, truth)
}
