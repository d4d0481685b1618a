import type { Transaction } from 'kysely'
import type { ProblemError } from '../../problem.ts'
import type { Tables } from '../database.ts'

/**
 * Whether what a page sends under a key of its own is on record already: sent again, it is written once.
 *
 * @param name Of the import, which holds the key.
 * @param sha256 Of all that was sent.
 * @param taken What is thrown where the key belongs to something else.
 */
export async function isSavedBefore(
  transaction: Transaction<Tables>,
  studyId: string,
  name: string,
  sha256: string,
  taken: () => ProblemError,
): Promise<boolean> {
  const before = await transaction
    .selectFrom('import')
    .select('file_sha256')
    .where('study_id', '=', studyId)
    .where('file_name', '=', name)
    .executeTakeFirst()
  if (before === undefined) return false
  if (before.file_sha256 !== sha256) throw taken()
  return true
}
