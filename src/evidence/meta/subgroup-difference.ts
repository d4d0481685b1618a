import { chiSquareUpper } from '../../statistics/distributions/chi-square.ts'
import type { RandomEffect } from '../../statistics/meta/random-effects.ts'

/** The test of whether two subgroups have the same effect. */
export interface SubgroupDifference {
  /** Squared difference of the two means over the sum of their squared standard errors. */
  readonly q: number
  readonly df: number
  /** Upper tail of chi-square. */
  readonly p: number
}

/**
 * Compares two subgroups, each pooled by itself with its own variance between studies, by the Wald standard errors of their means. With
 * few studies the test is too easily satisfied that there is a difference: read it beside the intervals.
 *
 * @returns null where a subgroup is missing.
 */
export function subgroupDifference(
  one: Pick<RandomEffect, 'estimate' | 'se'> | null,
  other: Pick<RandomEffect, 'estimate' | 'se'> | null,
): SubgroupDifference | null {
  if (one === null || other === null) return null
  const gap = one.estimate - other.estimate
  const q = (gap * gap) / (one.se * one.se + other.se * other.se)
  return { q, df: 1, p: chiSquareUpper(q, 1) }
}
