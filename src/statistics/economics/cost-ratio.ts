import { checkSameLength } from '../argument.ts'
import type { Interval } from '../interval.ts'
import { meanOfRows } from './cost-per-answer.ts'

export interface CostRatio {
  /** Questions on which both costs are known and above 0. */
  readonly n: number
  /** Geometric mean of cost a/cost b over questions. */
  readonly ratio: number | null
  /** t interval on the logarithm, n - 1 degrees of freedom; null without variation or with one question. */
  readonly ci: Interval | null
  /** Two-sided p of a ratio of 1. */
  readonly p: number | null
}

/**
 * How many times as much system a costs as system b on the same questions: exp of the mean of log(a/b), with a t
 * interval over questions. Costs are skewed and long questions are dear for both; the paired log ratio takes out
 * both. Questions where a cost is missing (NaN) or not above 0 are left out.
 */
export function costRatio(a: ArrayLike<number>, b: ArrayLike<number>, level = 0.95): CostRatio {
  checkSameLength('b', b.length, a.length)
  const ratios = Float64Array.from(a, (cost, question) =>
    cost > 0 && b[question]! > 0 ? Math.log(cost / b[question]!) : Number.NaN,
  ).filter(Number.isFinite)
  const { n, estimate, ci, p } = meanOfRows(ratios, level)
  return {
    n,
    ratio: estimate === null ? null : Math.exp(estimate),
    ci: ci === null ? null : { lower: Math.exp(ci.lower), upper: Math.exp(ci.upper) },
    p,
  }
}
