import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { problem } from '../../problem.ts'
import type { Tables } from '../database.ts'
import { storableText } from './storable-text.ts'

/** A file that was brought in. */
export interface ImportedFile {
  /** What the file holds, for example `marks`. */
  readonly kind: string
  readonly fileName: string
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly fileSha256: string
  readonly rowsRead: number
  /** Rows that were left out. */
  readonly rowsSkipped: number
  /** Why, by the problems' codes; a row may have several problems. */
  readonly skipped: readonly { readonly code: string; readonly n: number }[]
}

/**
 * Takes the study's lock and puts a file on record within the transaction that writes its content. Imports into one
 * study wait for each other.
 *
 * @returns the id of the import.
 * @throws ProblemError IMPORT_DUPLICATE where the same file is on record already.
 */
export async function recordImport(
  transaction: Transaction<Tables>,
  studyId: string,
  file: ImportedFile,
): Promise<string> {
  await sql`select from study where id = ${studyId}::uuid for no key update`.execute(transaction)
  await refuseSameFile(transaction, studyId, file)
  const id = v7()
  await transaction
    .insertInto('import')
    .values({
      id,
      study_id: studyId,
      kind: file.kind,
      file_name: storableText(file.fileName, 'file name'),
      file_sha256: file.fileSha256,
      rows_read: file.rowsRead,
      rows_imported: file.rowsRead - file.rowsSkipped,
      skipped: JSON.stringify(file.skipped),
    })
    .execute()
  return id
}

async function refuseSameFile(
  transaction: Transaction<Tables>,
  studyId: string,
  file: ImportedFile,
): Promise<void> {
  const first = await transaction
    .selectFrom('import')
    .select(['file_name', 'created_at'])
    .where('study_id', '=', studyId)
    .where('file_sha256', '=', file.fileSha256)
    .executeTakeFirst()
  if (first === undefined) return
  throw problem(
    'IMPORT_DUPLICATE',
    `The file was imported into this study before, as ${first.file_name} at ${first.created_at}.`,
    'Nothing needs to be done; its rows are in the study.',
    { place: { file: file.fileName } },
  )
}
