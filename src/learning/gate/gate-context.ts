import type { GatePlan } from './gate-plan.ts'
import type { GateLook } from './gate-results.ts'
import type { GateOutcomes } from './outcomes.ts'

/** What every one of the six tests is given. */
export interface GateContext<Plan extends GatePlan = GatePlan> {
  readonly plan: Plan
  readonly outcomes: GateOutcomes
  readonly look: GateLook
}
