import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Encounter, ScoredDecision, TrialParticipant } from '../trial-data.ts'
import type { Consensus } from './consensus.ts'

/**
 * What people say of every condition of an encounter's decision, in its order; null for one that has not come to the coders. Empty
 * where the decision names none.
 */
export type CodesOf = (encounter: string) => readonly (Consensus | null)[]

/**
 * Scores every encounter by the final codes of people.
 *
 * `condition`: true as soon as one typed condition finally is a gold one; false once all of them finally are none, and for a
 * decision that names no condition at all: the person was asked and had none. Null, which is missing and not wrong, without a
 * decision, and as long as a condition that could still make it true has no final code. `disposition` is exact. `triage` counts
 * steps of the scale above (over-triage) or below (under-triage) the right one.
 *
 * @returns one row for each encounter, in their order; encounters of participants who are not in the list are left out.
 */
export function scoreDecisions(
  plan: Pick<AssistedPlan, 'cases' | 'dispositions'>,
  participants: readonly TrialParticipant[],
  encounters: readonly Encounter[],
  codesOf: CodesOf,
): readonly ScoredDecision[] {
  const known = new Map(participants.map((one) => [one.id, one]))
  const rightOf = new Map(plan.cases.map(({ id, disposition }) => [id, disposition]))
  const placeOf = new Map(plan.dispositions.map(({ id }, place) => [id, place]))
  return encounters.flatMap((encounter) => {
    const participant = known.get(encounter.participant)
    if (participant === undefined) return []
    const { decision } = encounter
    const given = decision === null ? null : (placeOf.get(decision.disposition) ?? null)
    const right = placeOf.get(rightOf.get(encounter.case) ?? '') ?? null
    const triage = given === null || right === null ? null : given - right
    return [
      {
        encounter: encounter.id,
        participant: participant.id,
        kind: participant.kind,
        arm: encounter.arm,
        case: encounter.case,
        attentive: participant.attentive,
        condition: decision === null ? null : namesOne(codesOf(encounter.id)),
        disposition: triage === null ? null : triage === 0,
        triage,
        confidence: decision?.confidence ?? null,
      },
    ]
  })
}

/** Whether one of the conditions is a gold one; null as long as that hangs on a code that is not final. */
export function namesOne(codes: readonly (Consensus | null)[]): boolean | null {
  const final = codes.map((one) => (one?.state === 'final' ? one.code.condition !== null : null))
  if (final.includes(true)) return true
  return final.includes(null) ? null : false
}
