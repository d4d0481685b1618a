import type { Database } from '../database.ts'

/** Pseudonym in the standing study of somebody known by their pseudonym in another one; null where it knows nobody by it. */
export async function askReviewer(
  database: Database,
  studyId: string,
  person: string,
): Promise<string | null> {
  const row = await database
    .selectFrom('person_private')
    .select('person_id')
    .where('study_id', '=', studyId)
    .where('name', '=', person)
    .executeTakeFirst()
  return row?.person_id ?? null
}
