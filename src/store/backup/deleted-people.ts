import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { auditEntrySchema } from '../../review/people/audit-entry.ts'
import { isParticipantToForget } from '../assisted/withdraw.ts'
import type { Tables } from '../database.ts'
import { forgetPerson } from '../people/people.ts'

/** A person whose data were deleted, by pseudonym. */
export interface DeletedPerson {
  readonly study: string
  readonly person: string
}

/** Everybody whose data were deleted, as the logs of all studies say. */
export async function deletedPeople(database: Kysely<Tables>): Promise<readonly DeletedPerson[]> {
  const { rows } = await sql`
    select document from audit_entry where document like '%"kind":"person-deleted"%'`.execute(database)
  return z
    .array(z.object({ document: z.string() }))
    .parse(rows)
    .map(({ document }) => auditEntrySchema.parse(JSON.parse(document)))
    .flatMap(({ kind, study, detail: { person } }) =>
      kind === 'person-deleted' && typeof person === 'string' ? [{ study, person }] : [],
    )
}

/** Deletes again what a backup from before the deletion brought back of them. */
export async function forgetAgain(
  transaction: Transaction<Tables>,
  people: readonly DeletedPerson[],
): Promise<void> {
  for (const { study, person } of people) {
    const known = await transaction
      .selectFrom('person_private')
      .select('person_id')
      .where('study_id', '=', study)
      .where('person_id', '=', person)
      .executeTakeFirst()
    if (known !== undefined || (await isParticipantToForget(transaction, person)))
      await forgetPerson(transaction, { id: study }, person, null)
  }
}
