import type { ScoredDecision } from '../../assisted/trial-data.ts'
import { differenceOf, outcomeNames, rightOf, riskOf } from './outcome-rows.ts'
import type { AssistedResults } from './results-schema.ts'

/**
 * Simulated participants beside the real ones of the same arm. They are never pooled with them: a simulated person is an
 * instrument whose error this difference measures.
 */
export function simulatedOf(
  decisions: readonly ScoredDecision[],
  participants: number,
  arms: readonly string[],
): AssistedResults['simulated'] {
  if (participants === 0) return null
  return {
    participants,
    outcomes: outcomeNames.map((outcome) => ({
      outcome,
      arms: arms.map((arm) => {
        const own = decisions.filter((one) => one.arm === arm)
        const of = (kind: ScoredDecision['kind']) =>
          riskOf(
            own.filter((one) => one.kind === kind),
            rightOf[outcome],
          )
        return {
          arm,
          real: of('real'),
          simulated: of('simulated'),
          difference: differenceOf(own, rightOf[outcome], (one) => one.kind === 'real'),
        }
      }),
    })),
  }
}
