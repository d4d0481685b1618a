import type { Encounter, ScoredDecision, TrialParticipant } from '../../assisted/trial-data.ts'
import type { AssistedResults } from './results-schema.ts'

/** How many came before the randomisation; null where nobody counted. */
export interface EntryCounts {
  readonly consented: number | null
  readonly eligible: number | null
}

/** The flow of real participants, as CONSORT asks it. */
export function trialFlow(
  entry: EntryCounts,
  participants: readonly TrialParticipant[],
  encounters: readonly Pick<Encounter, 'id' | 'participant' | 'arm' | 'decision'>[],
  decisions: readonly ScoredDecision[],
  arms: readonly string[],
): AssistedResults['flow'] {
  const real = participants.filter(({ kind }) => kind === 'real')
  const scored = new Map(decisions.map((one) => [one.encounter, one]))
  return {
    ...entry,
    randomised: real.length,
    withdrawn: real.filter(({ withdrawn }) => withdrawn).length,
    failedAttention: real.filter(({ attentive }) => attentive === false).length,
    arms: arms.map((arm) => {
      const own = encounters.filter((one) => one.arm === arm)
      const ids = new Set(own.map(({ participant }) => participant))
      const people = real.filter(({ id }) => ids.has(id))
      const stayed = new Set(people.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id))
      const kept = own.filter(({ participant }) => stayed.has(participant))
      const decided = kept.filter(({ decision }) => decision !== null)
      const unscored = (outcome: 'condition' | 'disposition') =>
        decided.filter(({ id }) => (scored.get(id)?.[outcome] ?? null) === null).length
      return {
        arm,
        participants: people.length,
        withdrawn: people.filter(({ withdrawn }) => withdrawn).length,
        failedAttention: people.filter(({ attentive }) => attentive === false).length,
        allocated: kept.length,
        decided: decided.length,
        missing: kept.length - decided.length,
        unscored: { condition: unscored('condition'), disposition: unscored('disposition') },
      }
    }),
  }
}

/** Who of the real participants is analysed, and about how many cases they decided, which may be fewer than were planned. */
export function analysedOf(
  participants: readonly TrialParticipant[],
  encounters: readonly Pick<Encounter, 'participant' | 'case' | 'decision'>[],
): AssistedResults['data']['analysed'] {
  const stayed = new Set(
    participants.flatMap(({ id, kind, withdrawn }) => (kind === 'real' && !withdrawn ? [id] : [])),
  )
  const decided = encounters.filter(
    ({ participant, decision }) => decision !== null && stayed.has(participant),
  )
  return { participants: stayed.size, cases: new Set(decided.map((one) => one.case)).size }
}

/** Baseline factors of the real participants by arm. Within persons everybody has several arms, and there is nothing to compare. */
export function baselineBalance(
  participants: readonly TrialParticipant[],
  encounters: readonly Pick<Encounter, 'participant' | 'arm'>[],
  arms: readonly string[],
  design: 'between' | 'within',
): AssistedResults['balance'] {
  if (design === 'within') return []
  const armOf = new Map(encounters.map(({ participant, arm }) => [participant, arm]))
  const real = participants.filter(({ kind }) => kind === 'real')
  const factors = [...new Set(real.flatMap(({ strata }) => Object.keys(strata)))].sort()
  return factors.map((factor) => ({
    factor,
    levels: [...new Set(real.flatMap(({ strata }) => strata[factor] ?? []))].sort().map((level) => ({
      level,
      arms: arms.map((arm) => ({
        arm,
        n: real.filter(({ id, strata }) => armOf.get(id) === arm && strata[factor] === level).length,
      })),
    })),
  }))
}
