import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Answer } from '../../answers/answer.ts'
import type { Item } from '../../items/item.ts'
import type { Judgment } from '../../judging/judgment.ts'
import { problem } from '../../problem.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { batches } from './batches.ts'
import { refuseDuplicateMarks } from './duplicate-marks.ts'
import { judgmentStatement } from './judgment-statement.ts'
import { type KeyBook, openKeyBook } from './key-book.ts'
import { refreshStatistics } from './statistics.ts'
import { storableText, storableTextOnce } from './storable-text.ts'
import { writeAnswers } from './write-answers.ts'
import { writeItems } from './write-items.ts'

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

/** The content of a file, in lists of any length. Items and arms that marks name need not be listed. */
export interface ImportSource {
  readonly items: AsyncIterable<readonly Item[]>
  readonly arms: readonly string[]
  readonly answers: AsyncIterable<readonly Answer[]>
  readonly judgments: AsyncIterable<readonly Judgment[]>
}

/** What an import added. */
export interface ImportResult {
  readonly id: string
  /** Rows of the file that were not left out. */
  readonly rowsImported: number
  readonly items: number
  readonly answers: number
  readonly judgments: number
}

const batchRows = 5000

/**
 * Writes a file's content into a study, all of it or nothing, in one transaction. Imports into one study
 * wait for each other.
 *
 * @throws ProblemError IMPORT_DUPLICATE, ITEM_DIFFERS, ANSWER_DIFFERS, MARK_DUPLICATE, TEXT_NOT_STORABLE, or
 * a STORE_ code.
 */
export function writeImport(
  store: Store,
  study: { readonly id: string },
  file: ImportedFile,
  source: ImportSource,
): Promise<ImportResult> {
  return withProblems(async () => {
    const result = await store.database.transaction().execute(async (transaction) => {
      const importId = await beginImport(transaction, study.id, file)
      const rowsImported = file.rowsRead - file.rowsSkipped
      const written = await writeSource(transaction, { studyId: study.id, importId }, source)
      await refuseDuplicateMarks(transaction, { studyId: study.id, importId, fileName: file.fileName })
      return { id: importId, rowsImported, ...written }
    })
    await refreshStatistics(store)
    return result
  })
}

/**
 * Records a file that is being imported; the study is held until the transaction ends.
 *
 * @returns The id that its rows carry.
 * @throws ProblemError IMPORT_DUPLICATE.
 */
export async function beginImport(
  transaction: Transaction<Tables>,
  studyId: string,
  file: ImportedFile,
): Promise<string> {
  await lockStudy(transaction, studyId)
  await refuseSameFile(transaction, studyId, file)
  const importId = v7()
  await transaction
    .insertInto('import')
    .values({
      id: importId,
      study_id: studyId,
      kind: file.kind,
      file_name: storableText(file.fileName, 'file name'),
      file_sha256: file.fileSha256,
      rows_read: file.rowsRead,
      rows_imported: file.rowsRead - file.rowsSkipped,
      skipped: JSON.stringify(file.skipped),
    })
    .execute()
  return importId
}

async function writeSource(
  transaction: Transaction<Tables>,
  target: { readonly studyId: string; readonly importId: string },
  source: ImportSource,
): Promise<{ readonly items: number; readonly answers: number; readonly judgments: number }> {
  const keys = await openKeyBook(transaction, target.studyId)
  for (const arm of source.arms) keys.arm(arm)
  await keys.flush()
  let items = 0
  for await (const batch of batches(source.items, batchRows)) {
    items += await writeItems(transaction, target.studyId, keys, batch)
  }
  let answers = 0
  for await (const batch of batches(source.answers, batchRows)) {
    answers += await writeAnswers(transaction, target.studyId, keys, batch)
  }
  const judgments = await writeJudgments(transaction, target, keys, source.judgments)
  return { items, answers, judgments }
}

async function writeJudgments(
  transaction: Transaction<Tables>,
  target: { readonly studyId: string; readonly importId: string },
  keys: KeyBook,
  source: ImportSource['judgments'],
): Promise<number> {
  const storable = storableTextOnce()
  let judgments = 0
  let writing: Promise<unknown> = Promise.resolve()
  for await (const batch of batches(source, batchRows)) {
    // Prepared while the database still writes the batch before.
    const statement = judgmentStatement(target, keys, storable, batch)
    await writing
    await keys.flush()
    writing = statement.execute(transaction)
    // Its error is thrown at the next await; until then it must not count as one that nobody handles.
    writing.catch(() => {})
    judgments += batch.length
  }
  await writing
  return judgments
}

async function lockStudy(transaction: Transaction<Tables>, studyId: string): Promise<void> {
  await sql`select from study where id = ${studyId}::uuid for no key update`.execute(transaction)
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
