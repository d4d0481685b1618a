import { checkLevel } from '../argument.ts'
import type { Interval } from '../interval.ts'
import { decisionMeans, logit, logitSlope } from './clustered-effects.ts'
import { checkDecisionRows, type DecisionRows } from './decision-rows.ts'
import { twoWayEffect } from './two-way-effect.ts'

/** Share of right decisions of one arm. */
export interface ClusteredRisk {
  readonly right: number
  readonly n: number
  /** Null without decisions. */
  readonly risk: number | null
  /** Inside (0, 1); null where all decisions are alike, or there are not two clusters of any kind. */
  readonly ci: Interval | null
  readonly df: number | null
}

/**
 * Share of right decisions of one arm with an interval over participants and cases: a t interval of its log odds with the
 * variance of `clusteredEffects`, turned back to a share. It is wider than that of a difference, since how hard the cases
 * are does not leave it.
 *
 * @param rows of one arm; its code is not read
 */
export function clusteredRisk(rows: Omit<DecisionRows, 'arm'>, level = 0.95): ClusteredRisk {
  checkLevel(level)
  const all = { ...rows, arm: new Int32Array(rows.right.length) }
  checkDecisionRows(all)
  const means = decisionMeans(all, 1)
  const n = rows.right.length
  let right = 0
  for (let row = 0; row < n; row++) right += rows.right[row]!
  const risk = means.mean[0] ?? null
  const slope = risk === null ? null : logitSlope(risk)
  if (risk === null || slope === null) return { right, n, risk, ci: null, df: null }
  const { ci, df } = twoWayEffect(means, logit(risk), [slope], level)
  return {
    right,
    n,
    risk,
    ci: ci === null ? null : { lower: shareOf(ci.lower), upper: shareOf(ci.upper) },
    df,
  }
}

function shareOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}
