import type { Encounter, ScoredDecision, TrialParticipant } from '../trial-data.ts'

/**
 * How many decisions of real participants who stayed wait for a final code. As long as there is one, whoever codes must not be able
 * to read which arm does better.
 */
export function uncodedDecisions(
  participants: readonly Pick<TrialParticipant, 'id' | 'kind' | 'withdrawn'>[],
  encounters: readonly Pick<Encounter, 'id' | 'participant' | 'decision'>[],
  decisions: readonly Pick<ScoredDecision, 'encounter' | 'condition'>[],
): number {
  const counted = new Set(
    participants.flatMap(({ id, kind, withdrawn }) => (kind === 'real' && !withdrawn ? [id] : [])),
  )
  const coded = new Set(
    decisions.flatMap(({ encounter, condition }) => (condition === null ? [] : [encounter])),
  )
  return encounters.filter(
    ({ id, participant, decision }) => counted.has(participant) && decision !== null && !coded.has(id),
  ).length
}
