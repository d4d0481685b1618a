import { saidByLook } from '../../protocol/looks/said-by-look.ts'
import { informationOf } from '../../protocol/looks/taken-look.ts'
import type { Plan } from '../../protocol/plan.ts'
import { count, percent } from '../../report/format.ts'
import type { LookOnRecord } from '../../store/review/looks.ts'

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
