import { sql } from 'kysely'
import type { CriterionMark } from '../../judging/machine-mark.ts'
import { problem } from '../../problem.ts'
import { withProblems } from '../database-problem.ts'
import { type ImportedFile, recordImport } from '../imports/record-import.ts'
import type { Store } from '../store.ts'
import { rowOfMark } from './mark-row.ts'
import { idsOfStudy, insertMarks } from './write-marks.ts'

/**
 * Puts marks that were made elsewhere on record with the file that held them, all or none.
 *
 * @throws ProblemError IMPORT_DUPLICATE, MARK_PRESENT, or a STORE_ code.
 */
export function importMarks(
  store: Store,
  study: { readonly id: string },
  file: ImportedFile,
  marks: readonly CriterionMark[],
): Promise<void> {
  return withProblems(async () => {
    const ids = await idsOfStudy(store, study)
    await store.database.transaction().execute(async (transaction) => {
      const importId = await recordImport(transaction, study.id, file)
      const rows = marks.map((mark) => rowOfMark(mark, { studyId: study.id, ...ids, importId }))
      if ((await insertMarks(transaction, rows)) === rows.length) return
      const written = await sql<{ readonly id: string }>`
        select id from machine_mark where import_id = ${importId}::uuid`.execute(transaction)
      const present = new Set(written.rows.map(({ id }) => id))
      const first = marks[rows.findIndex((row) => !present.has(row.id))]
      throw problem(
        'MARK_PRESENT',
        'The study has a mark of this judge on this criterion of this answer already; nothing was imported.',
        'Leave the marks out that the study has.',
        {
          place: { file: file.fileName },
          value:
            first === undefined ? null : [first.judge, first.item, first.arm, first.criterion].join(', '),
        },
      )
    })
  })
}
