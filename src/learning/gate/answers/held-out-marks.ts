import { isHeldOut } from '../../preferences/reviewer-split.ts'
import type { AnswerGatePlan } from '../gate-plan.ts'

/** Whether marks of a reviewer count, by the plan. A mark of nobody counts only where every mark does. */
export function countsBy(held: AnswerGatePlan['heldOutReviewers']): (reviewer: string | null) => boolean {
  if (held === 'all') return () => true
  if (held === 'split') return (reviewer) => isHeldOut(reviewer)
  const named = new Set(held)
  return (reviewer) => reviewer !== null && named.has(reviewer)
}
