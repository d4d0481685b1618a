import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'

const rowSchema = z.object({
  id: z.string(),
  study_id: z.string(),
  person_id: z.string(),
  deleted: z.boolean(),
  withdrawn_at: z.string(),
})

/** A withdrawal from an assisted-use trial. */
export type Withdrawn = Readonly<z.infer<typeof rowSchema>>

export async function withdrawnPeople(database: Kysely<Tables>): Promise<readonly Withdrawn[]> {
  const { rows } = await sql`select id, study_id, person_id, deleted, withdrawn_at from withdrawal`.execute(
    database,
  )
  return rows.map((row) => rowSchema.parse(row))
}

/** Who has withdrawn since a backup was made stays withdrawn. Words and decisions are deleted again with `forgetAgain`. */
export async function withdrawAgain(
  transaction: Transaction<Tables>,
  withdrawn: readonly Withdrawn[],
): Promise<void> {
  for (const { id, study_id, person_id, deleted, withdrawn_at } of withdrawn) {
    // One with a deletion is noted by the deletion.
    if (deleted) continue
    await sql`
      insert into withdrawal (id, study_id, person_id, deleted, withdrawn_at)
      select ${id}::uuid, study_id, person_id, false, ${withdrawn_at}::timestamptz
      from participant where study_id = ${study_id}::uuid and person_id = ${person_id}::uuid
      on conflict do nothing`.execute(transaction)
  }
}
