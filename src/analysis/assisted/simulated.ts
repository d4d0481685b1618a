import type { ScoredDecision, StageScore } from '../../assisted/trial-data.ts'
import { analysisOf } from './contrasts.ts'
import { differenceOf, outcomeNames, rightOf, riskOf } from './outcome-rows.ts'
import type { AssistedResults } from './results-schema.ts'
import { stageLosses, stagesOf } from './stage-losses.ts'

/**
 * Simulated participants beside the real ones of the same arm. They are never pooled with them: a simulated person is an
 * instrument whose error this difference measures.
 */
export function simulatedOf(
  decisions: readonly ScoredDecision[],
  stages: readonly StageScore[],
  participants: number,
  arms: readonly string[],
  control: string,
): AssistedResults['simulated'] {
  if (participants === 0) return null
  const simulated = decisions.filter(({ kind }) => kind === 'simulated')
  return {
    participants,
    stages: stageLosses(stagesOf(stages, simulated), simulated, arms),
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
      contrasts: analysisOf(simulated, rightOf[outcome], arms, control).contrasts,
    })),
  }
}
