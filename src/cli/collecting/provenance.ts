import type { Answer } from '../../answers/answer.ts'
import type { Plan } from '../../protocol/plan.ts'

/** A file of answers is read like an API, and its answers stay what they are. */
export function provenanceOf(plan: Plan, arm: string): Answer['provenance'] {
  const via = plan.arms.find(({ id }) => id === arm)?.source?.via
  return via === 'recorded' || via === 'vendor' ? via : 'api'
}
