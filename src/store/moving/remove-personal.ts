import type { Transaction } from 'kysely'
import type { Tables } from '../database.ts'
import { readTablesOfStudies } from './stored-tables.ts'
import { openPlace } from './study-place.ts'
import { removeRows } from './write-texts.ts'

/** Removes what tells who somebody is, and all else that is replaced as a whole, where a study has left. */
export async function removePersonal(transaction: Transaction<Tables>, studyId: string): Promise<void> {
  await openPlace(studyId).execute(transaction)
  const tables = await readTablesOfStudies(transaction)
  for (const table of tables.filter(({ kept }) => !kept).toReversed())
    await removeRows(transaction, table, studyId)
}
