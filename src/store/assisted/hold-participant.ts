import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'

const heldSchema = z.object({ here: z.boolean() })

/**
 * Holds a participant until the transaction ends, so that what they write and their withdrawal follow one another.
 *
 * @returns Whether they take part still, in a trial that is open.
 */
export async function holdParticipant(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
): Promise<boolean> {
  await sql`
    select from participant where study_id = ${study.id}::uuid and person_id = ${person}::uuid
    for no key update`.execute(transaction)
  const { rows } = await sql`
    select exists (select from participant where study_id = ${study.id}::uuid and person_id = ${person}::uuid)
      and not exists (select from withdrawal where person_id = ${person}::uuid)
      and not exists (select from trial_closing where study_id = ${study.id}::uuid) as here`.execute(
    transaction,
  )
  return heldSchema.parse(rows[0]).here
}
