import type { Transaction } from 'kysely'
import { problem } from '../../problem.ts'
import type { Tables } from '../database.ts'
import { errorCode } from '../embedded/error-code.ts'
import type { MoveParts } from './move-study.ts'
import { readPlace, writePlace } from './study-place.ts'

/**
 * Makes the study known where it is to go, as one that arrives.
 *
 * @throws ProblemError STORE_STUDY_PRESENT where that database has a study of this key or id that it is in charge of.
 */
export async function prepareTarget(parts: MoveParts): Promise<void> {
  const { from, to, studyId, key, sourceIdentity, fromName } = parts
  const study = await from.database
    .selectFrom('study')
    .selectAll()
    .where('id', '=', studyId)
    .executeTakeFirstOrThrow()
  await to.database.transaction().execute(async (transaction) => {
    await removeEmptyNamesake(transaction, studyId, key)
    const present = await transaction
      .insertInto('study')
      .values({ ...study, key })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ key }))
      .returning('id')
      .executeTakeFirst()
      .then(() => readPlace(transaction, studyId))
    const fresh = present.peerIdentity === null && !(await hasRows(transaction, studyId))
    const back = present.place === 'moved'
    const resumed = present.place === 'arriving' && present.peerIdentity === sourceIdentity
    if (!fresh && !back && !resumed) throw studyPresent(key)
    await writePlace(transaction, studyId, {
      place: 'arriving',
      peerIdentity: sourceIdentity,
      peer: fromName,
      verified: null,
    })
  })
}

/** A command that looked for the study here before it was moved left an empty one of its key. */
async function removeEmptyNamesake(
  transaction: Transaction<Tables>,
  studyId: string,
  key: string,
): Promise<void> {
  try {
    await transaction.deleteFrom('study').where('key', '=', key).where('id', '<>', studyId).execute()
  } catch (error) {
    // Some row is of that study.
    if (errorCode(error) === '23503') throw studyPresent(key)
    throw error
  }
}

async function hasRows(transaction: Transaction<Tables>, studyId: string): Promise<boolean> {
  for (const table of ['item', 'arm', 'person', 'import', 'protocol_lock', 'audit_entry'] as const) {
    const row = await transaction
      .selectFrom(table)
      .select('study_id')
      .where('study_id', '=', studyId)
      .limit(1)
      .executeTakeFirst()
    if (row !== undefined) return true
  }
  return false
}

function studyPresent(key: string) {
  return problem(
    'STORE_STUDY_PRESENT',
    'The database to move to has this study, or another one in its place, already.',
    'Move it from the database that it is to be gone on with, or name another database.',
    { value: key },
  )
}
