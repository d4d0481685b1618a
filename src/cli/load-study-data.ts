import type { StudyData } from '../analysis/analyse.ts'
import type { AnswerRow, ItemRow, MarkRow } from '../analysis/marks/mark-row.ts'
import { MarkTableBuilder } from '../analysis/marks/mark-table.ts'
import { compareText } from '../analysis/marks/vocabulary.ts'
import { ownStrata } from '../items/strata.ts'
import { askImportKind } from '../store/ask/ask-import.ts'
import { deskImportKind } from '../store/captures/desk-import.ts'
import { isRunning } from '../store/collecting/run-lock.ts'
import { readAnswerStates } from '../store/marking/answer-states.ts'
import { readFirstMachineMark } from '../store/marking/first-mark.ts'
import { counts } from '../store/reading/counts.ts'
import { readImports } from '../store/reading/read-imports.ts'
import { readItems } from '../store/reading/read-items.ts'
import { readJudgments } from '../store/reading/read-judgments.ts'
import { readSnapshot } from '../store/snapshot.ts'
import { studyCourse } from './analysis/study-flow.ts'
import { collectionRecord } from './collecting/collection-record.ts'
import type { OpenStudy } from './open-study.ts'
import type { Terminal } from './terminal.ts'

/** Reads what the analysis needs of a study into plain arrays, all of it as of one moment. */
export function loadStudyData(study: OpenStudy, terminal: Terminal): Promise<StudyData> {
  return readSnapshot(study.store, (store) => studyDataOf({ ...study, store }, terminal))
}

/** The same within a snapshot of the caller's. @param more Marks that the store does not hold as judgments. */
export async function studyDataOf(
  study: OpenStudy,
  terminal: Terminal,
  more: readonly MarkRow[] = [],
): Promise<StudyData> {
  const { store, record } = study
  const total = (await counts(store, record)).judgments
  const builder = new MarkTableBuilder()
  for (const mark of more) builder.add(mark)
  let done = 0
  let firstMarkAt: string | null = null
  for await (const page of readJudgments(store, record)) {
    for (const judgment of page) {
      builder.add(judgment)
      const madeAt = judgment.decidedAt ?? judgment.shownAt
      const isOutcome = judgment.role === 'study' && judgment.value !== null
      // Times are read in UTC and in one format, so that text order is time order.
      if (isOutcome && madeAt !== null && (firstMarkAt === null || madeAt < firstMarkAt)) firstMarkAt = madeAt
    }
    done += page.length
    terminal.progress('marks read', done, total)
  }
  const answers: AnswerRow[] = []
  for await (const page of readAnswerStates(store, record)) {
    for (const { item, arm, replicate, status } of page) {
      // Marks are on the first answer to a question; the repeats measure how an arm agrees with itself.
      if (replicate === 0) answers.push({ item, arm, status })
    }
  }
  const items: ItemRow[] = []
  for await (const page of readItems(store, record)) {
    for (const { key, strata } of page) items.push({ key, strata: ownStrata(strata) })
  }
  const imports = (await readImports(store, record))
    .filter(({ kind }) => kind !== deskImportKind && kind !== askImportKind)
    .map(({ fileName, fileSha256, rowsRead, rowsImported, skipped }) => ({
      fileName,
      sha256: fileSha256,
      rowsRead,
      rowsImported,
      skipped: skipped.map(({ code, n }) => ({ code, n })),
    }))
    .sort(
      (left, right) => compareText(left.fileName, right.fileName) || compareText(left.sha256, right.sha256),
    )
  const collection = await collectionRecord(study, await isRunning(store, record))
  const firstMachineMarkAt = await readFirstMachineMark(store, record)
  const course = await studyCourse(study, collection !== null)
  return {
    marks: builder.build(),
    answers,
    items,
    imports,
    collection,
    ...course,
    firstMarkAt,
    firstMachineMarkAt,
  }
}
