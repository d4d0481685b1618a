import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { beginErasing } from '../erasure/delete-study.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'

/**
 * Ends somebody's participation. The allocation stays: those after it were computed from it.
 *
 * @param deleting Also removes every word and decision, for good.
 */
export function withdraw(
  store: Store,
  study: { readonly id: string },
  person: string,
  deleting: boolean,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await hold(transaction, study, person)
      const said = await noteWithdrawal(transaction, study, person, deleting)
      if (!said) return
      await appendAudit(transaction, study, {
        kind: 'participant-withdrawn',
        actor: person,
        detail: { deleted: deleting },
      })
      if (!deleting) return
      await removeWords(transaction, study, person)
      // By this a backup that brings the words back is known to have to lose them again.
      await appendAudit(transaction, study, { kind: 'person-deleted', actor: person, detail: { person } })
    }),
  )
}

/**
 * Removes what is left of a participant whom the study shall forget: words, decisions and the link. Part of `forgetPerson`.
 *
 * @returns Whether there was such a participant who was not forgotten before.
 */
export async function forgetParticipant(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
): Promise<boolean> {
  if (!(await hold(transaction, study, person))) return false
  const first = await noteWithdrawal(transaction, study, person, true)
  await removeWords(transaction, study, person)
  const link = await transaction
    .deleteFrom('participant_link')
    .where('study_id', '=', study.id)
    .where('person_id', '=', person)
    .returning('person_id')
    .executeTakeFirst()
  return first || link !== undefined
}

async function hold(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
): Promise<boolean> {
  const { rows } = await sql`
    select person_id from participant where study_id = ${study.id}::uuid and person_id = ${person}::uuid
    for no key update`.execute(transaction)
  return rows.length > 0
}

/** @returns False where it is on record already. */
async function noteWithdrawal(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
  deleted: boolean,
): Promise<boolean> {
  const added = await transaction
    .insertInto('withdrawal')
    .values({ id: randomUUID(), study_id: study.id, person_id: person, deleted })
    .onConflict((conflict) => conflict.columns(['person_id', 'deleted']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

const rowsOfPerson = ['chat_words', 'decision_words', 'participant_answer'] as const
const rowsOfEncounters = ['trial_decision', 'case_shown'] as const

async function removeWords(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
): Promise<void> {
  await beginErasing(transaction)
  for (const table of rowsOfPerson) {
    await transaction
      .deleteFrom(table)
      .where('study_id', '=', study.id)
      .where('person_id', '=', person)
      .execute()
  }
  for (const table of rowsOfEncounters) {
    await sql`
      delete from ${sql.table(table)} using encounter
      where encounter.id = ${sql.ref(`${table}.encounter_id`)} and encounter.person_id = ${person}::uuid`.execute(
      transaction,
    )
  }
  await endErasing(transaction)
}

/** What follows in the transaction is kept as ever. */
async function endErasing(transaction: Transaction<Tables>): Promise<void> {
  await sql`set local equipoise.erasing = 'off'`.execute(transaction)
}

const forgottenSchema = z.object({ forget: z.boolean() })

/** Whether there is a participant of whom anything could be left to forget. */
export async function isParticipantToForget(
  transaction: Transaction<Tables>,
  person: string,
): Promise<boolean> {
  const { rows } = await sql`
    select exists (select from participant where person_id = ${person}::uuid)
      and not exists (select from withdrawal where person_id = ${person}::uuid and deleted) as forget`.execute(
    transaction,
  )
  return forgottenSchema.parse(rows[0]).forget
}
