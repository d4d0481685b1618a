import type { TakenLook } from '../../protocol/looks/taken-look.ts'
import { informationOf } from '../../protocol/looks/taken-look.ts'
import type { Plan } from '../../protocol/plan.ts'
import { count, percent } from '../../report/format.ts'
import type { LookOnRecord } from '../../store/review/looks.ts'

/** What a look says of one hypothesis. Ids of hypotheses may name arms, so they go by their place in the plan. */
export interface SaidOfHypothesis {
  /** From 1, in the order of the protocol. */
  readonly hypothesis: number
  readonly kind: Plan['hypotheses'][number]['kind']
  readonly crossed: boolean
}

/** What a look says, hypothesis by hypothesis; one that the plan does not have any more is left out. */
export function saidByLook(plan: Plan, { outcomes }: Pick<TakenLook, 'outcomes'>): SaidOfHypothesis[] {
  return plan.hypotheses.flatMap(({ id, kind }, index) => {
    const outcome = outcomes.find(({ hypothesis }) => hypothesis === id)
    return outcome === undefined ? [] : [{ hypothesis: index + 1, kind, crossed: outcome.crossed }]
  })
}

/** A look as data for programs: no estimate, no direction, no arm. */
export function lookJson(plan: Plan, look: LookOnRecord): Readonly<Record<string, unknown>> {
  return {
    look: look.number,
    of: plan.looks.information.length,
    at: look.at,
    by: look.person,
    reason: look.reason,
    marks: look.marks,
    due: look.due,
    information: informationOf(look),
    dataHash: look.dataHash,
    protocolHash: look.protocolHash,
    said: saidByLook(plan, look),
  }
}

/** A look as a person reads it. */
export function lookLines(plan: Plan, look: LookOnRecord): string[] {
  const said = saidByLook(plan, look)
  return [
    `Look ${look.number} of ${plan.looks.information.length}, ${look.at}: ${count(look.marks)} of ${count(look.due)} marks, ${percent(informationOf(look))}.`,
    ...said.map(
      ({ hypothesis, kind, crossed }) =>
        `  Hypothesis ${hypothesis} of ${plan.hypotheses.length}, ${kind}: ${crossed ? 'boundary crossed.' : 'boundary not crossed: go on.'}`,
    ),
  ]
}
