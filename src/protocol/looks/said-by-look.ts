import type { Plan, PlannedHypothesis } from '../plan.ts'
import type { TakenLook } from './taken-look.ts'

/** What a look says of one hypothesis. Ids of hypotheses may name arms, so they go by their place in the plan. */
export interface SaidOfHypothesis {
  /** From 1, in the order of the protocol. */
  readonly hypothesis: number
  readonly kind: PlannedHypothesis['kind']
  readonly crossed: boolean
}

/** What a look says, hypothesis by hypothesis; one that the plan does not have any more is left out. */
export function saidByLook(
  { hypotheses }: Pick<Plan, 'hypotheses'>,
  { outcomes }: Pick<TakenLook, 'outcomes'>,
): SaidOfHypothesis[] {
  return hypotheses.flatMap(({ id, kind }, index) => {
    const outcome = outcomes.find(({ hypothesis }) => hypothesis === id)
    return outcome === undefined ? [] : [{ hypothesis: index + 1, kind, crossed: outcome.crossed }]
  })
}
