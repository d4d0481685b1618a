import type { PlannedAxis } from './plan.ts'
import type { MarginUnit } from './schema-v1.ts'

/** Margin units that make sense on an axis. */
export function legalMarginUnits(axis: Pick<PlannedAxis, 'form' | 'scale'>): readonly MarginUnit[] {
  if (axis.form === 'pairwise') return ['win-rate-points', 'win-difference-points']
  switch (axis.scale?.kind) {
    case 'binary':
      return ['accuracy-points', 'risk-difference-points']
    case 'rubric':
      return ['rubric-points']
    default:
      return ['scale-points']
  }
}

/**
 * The margin on the scale of the estimate: win difference in [-1, 1] for pairwise axes, difference of marks
 * for absolute ones. A win rate counts a tie as one half, so a point of win rate is two of win difference.
 */
export function marginOnEstimate(margin: { readonly value: number; readonly unit: MarginUnit }): number {
  switch (margin.unit) {
    case 'win-rate-points':
      return margin.value / 50
    case 'scale-points':
      return margin.value
    default:
      return margin.value / 100
  }
}
