import { checkFinite } from '../argument.ts'

/** One criterion of a rubric as it was marked for one answer. */
export interface RubricCriterion {
  /** Points for meeting it; negative for what an answer should not do. Any finite number. */
  readonly points: number
  /** Whether the answer does what the criterion says; null when the mark is missing. */
  readonly met: boolean | null
}

/**
 * Score of one answer on its rubric, as in HealthBench: points of the criteria that are met over the points that
 * could be had,
 *
 *   sum of points over met criteria / sum of points over criteria with positive points.
 *
 * At most 1. Not cut at 0: an answer that does harm counts below 0, and only the mean over questions is clipped. A
 * criterion without a mark is left out of both sums: it is neither met nor missed. Null when no criterion with
 * positive points has a mark.
 *
 * @method rubric.item_score
 * @question How good is this answer by its rubric?
 * @standing default
 * @source Arora et al. 2025 (HealthBench)
 * @pinned Python: met @ points / points[points > 0].sum() in numpy 1.24.2
 */
export function rubricItemScore(criteria: readonly RubricCriterion[]): number | null {
  let possible = 0
  let reached = 0
  for (const { points, met } of criteria) {
    checkFinite('points', points)
    if (met === null) continue
    if (points > 0) possible += points
    if (met) reached += points
  }
  return possible === 0 ? null : reached / possible
}
