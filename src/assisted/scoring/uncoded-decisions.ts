import type { Encounter, ScoredDecision, TrialParticipant } from '../trial-data.ts'

/** Decisions of participants who stayed and whose conditions wait for a final code. */
export interface UncodedDecisions {
  readonly real: number
  /** Of simulated participants, whose texts are coded among the others. */
  readonly simulated: number
}

/**
 * How many decisions of participants who stayed wait for a final code. As long as there is one, whoever codes must not be able to
 * read which arm does better.
 */
export function uncodedDecisions(
  participants: readonly Pick<TrialParticipant, 'id' | 'kind' | 'withdrawn'>[],
  encounters: readonly Pick<Encounter, 'id' | 'participant' | 'decision'>[],
  decisions: readonly Pick<ScoredDecision, 'encounter' | 'condition'>[],
): UncodedDecisions {
  const kinds = new Map(
    participants.flatMap(({ id, kind, withdrawn }) => (withdrawn ? [] : [[id, kind] as const])),
  )
  const coded = new Set(
    decisions.flatMap(({ encounter, condition }) => (condition === null ? [] : [encounter])),
  )
  const waiting = encounters.flatMap(({ id, participant, decision }) =>
    decision === null || coded.has(id) ? [] : [kinds.get(participant)],
  )
  const of = (kind: TrialParticipant['kind']) => waiting.filter((one) => one === kind).length
  return { real: of('real'), simulated: of('simulated') }
}
