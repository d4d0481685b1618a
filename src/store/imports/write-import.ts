import type { Transaction } from 'kysely'
import type { Answer } from '../../answers/answer.ts'
import type { Item } from '../../items/item.ts'
import type { Judgment } from '../../judging/judgment.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { batches } from './batches.ts'
import { refuseDuplicateMarks } from './duplicate-marks.ts'
import { judgmentStatement } from './judgment-statement.ts'
import { type KeyBook, openKeyBook } from './key-book.ts'
import { type ImportedFile, recordImport } from './record-import.ts'
import { refreshStatistics } from './statistics.ts'
import { storableTextOnce } from './storable-text.ts'
import { writeAnswers } from './write-answers.ts'
import { writeItems } from './write-items.ts'

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
      const rowsImported = file.rowsRead - file.rowsSkipped
      const importId = await recordImport(transaction, study.id, file)
      const written = await writeSource(transaction, { studyId: study.id, importId }, source)
      await refuseDuplicateMarks(transaction, { studyId: study.id, importId, fileName: file.fileName })
      return { id: importId, rowsImported, ...written }
    })
    await refreshStatistics(store)
    return result
  })
}

/** Writes the content within a transaction that holds the study's lock, as `recordImport` takes it. */
export async function writeSource(
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
