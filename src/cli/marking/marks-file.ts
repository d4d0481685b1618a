import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { markOfImported, readImportedMarks } from '../../judging/rubric/imported-marks.ts'
import { problem } from '../../problem.ts'
import { importMarks } from '../../store/marking/import-marks.ts'
import type { OpenStudy } from '../open-study.ts'
import { readTextFile } from '../text-file.ts'
import { isJudgeable, type Markable } from './markable.ts'

/**
 * Brings rubric marks in that were made elsewhere, all of the file or none.
 *
 * @returns How many.
 * @throws ProblemError with every bad line, IMPORT_DUPLICATE, MARK_PRESENT, MARKS_FILE_EMPTY, and those of
 *   `readTextFile`.
 */
export async function importMarksFile(study: OpenStudy, markable: Markable, file: string): Promise<number> {
  const { text, bytes } = await readTextFile(file, '--from')
  const criteria = new Map(
    markable.items.map((item) => [item.key, new Set(item.criteria.map(({ id }) => id))]),
  )
  const itemOf = new Map(markable.items.map((item) => [item.key, item]))
  const marks = readImportedMarks(text, file, criteria, ({ item: key, arm, replicate }) => {
    const item = itemOf.get(key)
    return (
      item !== undefined &&
      isJudgeable({ item, arm, replicate, state: markable.stateOf(key, arm, replicate) })
    )
  })
  if (marks.length === 0) {
    throw problem('MARKS_FILE_EMPTY', 'The file holds no mark.', 'Name a file with one mark a line.', {
      place: { file },
    })
  }
  const markedAt = new Date().toISOString()
  await importMarks(
    study.store,
    study.record,
    {
      kind: 'machine-marks',
      fileName: basename(file),
      fileSha256: createHash('sha256').update(bytes).digest('hex'),
      rowsRead: marks.length,
      rowsSkipped: 0,
      skipped: [],
    },
    marks.map((mark) => markOfImported(mark, markable.familyOf, markedAt)),
  )
  return marks.length
}
