import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import { newToken, tokenHash } from '../people/token.ts'
import type { Store } from '../store.ts'
import { requireOpen } from './trial-state.ts'

export type ParticipantKind = 'real' | 'simulated'

export interface Enrolled {
  /** Pseudonym. */
  readonly person: string
  /** Of the link that the participant comes back by; only its hash is kept. */
  readonly token: string
}

/**
 * Puts a consent on record, and with it a participant: a pseudonym and nothing else.
 *
 * @throws ProblemError TRIAL_NOT_OPEN, TRIAL_CLOSED
 */
export function enrol(
  store: Store,
  study: { readonly id: string },
  { kind, consentVersion }: { readonly kind: ParticipantKind; readonly consentVersion: string },
): Promise<Enrolled> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await requireOpen(transaction, study)
      // Not in the order of time: participants are told apart by nothing.
      const person = randomUUID()
      const token = newToken()
      await transaction.insertInto('person').values({ id: person, study_id: study.id }).execute()
      await transaction
        .insertInto('participant')
        .values({ person_id: person, study_id: study.id, kind, consent_version: consentVersion })
        .execute()
      await transaction
        .insertInto('participant_link')
        .values({ token_hash: tokenHash(token), study_id: study.id, person_id: person })
        .execute()
      return { person, token }
    }),
  )
}

/** Whether a person of the study takes or took part in its trial. */
export function isParticipant(
  store: Store,
  study: { readonly id: string },
  person: string,
): Promise<boolean> {
  return withProblems(async () => {
    const row = await store.database
      .selectFrom('participant')
      .select('person_id')
      .where('study_id', '=', study.id)
      .where('person_id', '=', person)
      .executeTakeFirst()
    return row !== undefined
  })
}

const personSchema = z.object({ person_id: z.string() })

/** The participant whose link it is; null where the study has none. */
export function participantOf(
  store: Store,
  study: { readonly id: string },
  token: string,
): Promise<string | null> {
  return withProblems(async () => {
    const row = await store.database
      .selectFrom('participant_link')
      .select('person_id')
      .where('token_hash', '=', tokenHash(token))
      .where('study_id', '=', study.id)
      .executeTakeFirst()
    return row === undefined ? null : personSchema.parse(row).person_id
  })
}
