import type { AssistedResults } from '../../analysis/assisted/results-schema.ts'
import type { DrawnContext } from '../page/context.ts'

/** What every part of the report of an assisted-use trial needs. */
export interface TrialContext extends DrawnContext {
  readonly results: AssistedResults
  /** Label of an arm by its id. */
  readonly arm: (id: string) => string
}

export function trialContext(results: AssistedResults): TrialContext {
  const used = new Map<string, number>()
  return {
    results,
    arm: (id) => results.plan.arms.find((arm) => arm.id === id)?.label ?? id,
    id: (prefix) => {
      const next = (used.get(prefix) ?? 0) + 1
      used.set(prefix, next)
      return `${prefix}-${next}`
    },
  }
}
