import type { StudyData } from '../analysis/analyse.ts'
import type { AnswerRow, ItemRow, MarkRow } from '../analysis/marks/mark-row.ts'
import { MarkTableBuilder } from '../analysis/marks/mark-table.ts'
import { compareText } from '../analysis/marks/vocabulary.ts'
import { ownStrata } from '../items/strata.ts'
import { askImportKind } from '../store/ask/ask-import.ts'
import { deskImportKind } from '../store/captures/desk-import.ts'
import { isRunning } from '../store/collecting/run-lock.ts'
import { readFailedSlots } from '../store/marking/answer-states.ts'
import { readFirstMachineMark } from '../store/marking/first-mark.ts'
import {
  countAnalysedMarks,
  type Keys,
  type MarkColumnsPage,
  readAnalysedMarks,
  readArmKeys,
  readFirstAnswers,
  readItemStrata,
} from '../store/reading/read-analysed.ts'
import { readImports } from '../store/reading/read-imports.ts'
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
  const total = await countAnalysedMarks(store, record)
  const items: ItemRow[] = []
  const itemKeys = new Map<string, string>()
  for await (const page of readItemStrata(store, record)) {
    for (const { id, key, strata } of page) {
      items.push({ key, strata: ownStrata(strata) })
      itemKeys.set(id, key)
    }
  }
  const armKeys = await readArmKeys(store, record)
  const builder = new MarkTableBuilder()
  for (const mark of more) builder.add(mark)
  let done = 0
  let firstMarkAt: string | null = null
  for await (const { columns, firstAt } of readAnalysedMarks(store, record)) {
    const rows = columns.item.length
    for (let row = 0; row < rows; row += 1) builder.add(markAt(columns, row, itemKeys, armKeys))
    // Times are read in UTC and in one format, so that text order is time order.
    if (firstAt !== null && (firstMarkAt === null || firstAt < firstMarkAt)) firstMarkAt = firstAt
    done += rows
    terminal.progress('marks read', done, total)
  }
  const answers: AnswerRow[] = []
  // Marks are on the first answer to a question; the repeats measure how an arm agrees with itself.
  for await (const { columns } of readFirstAnswers(store, record)) {
    columns.status.forEach((status, row) => {
      answers.push({
        item: keyAt(itemKeys, columns.item, row),
        arm: keyAt(armKeys, columns.arm, row),
        status,
      })
    })
  }
  for (const { item, arm, replicate, status } of await readFailedSlots(store, record)) {
    if (replicate === 0) answers.push({ item, arm, status })
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

function markAt(columns: MarkColumnsPage['columns'], row: number, items: Keys, arms: Keys): MarkRow {
  return {
    item: keyAt(items, columns.item, row),
    axis: columns.axis[row] ?? '',
    rendering: columns.rendering[row] ?? null,
    reviewer: columns.reviewer[row] ?? null,
    armA: keyAt(arms, columns.armA, row),
    armB: columns.armB[row] === null ? null : keyAt(arms, columns.armB, row),
    value: columns.value[row] ?? null,
    strength: columns.strength[row] ?? null,
    side: columns.side[row] ?? null,
    activeSeconds: columns.activeSeconds[row] ?? null,
    role: columns.role[row] ?? 'study',
  }
}

function keyAt(keys: Keys, ids: readonly (string | null)[], row: number): string {
  const key = keys.get(ids[row] ?? '')
  // All is read as of one moment, and the database's foreign keys rule this out.
  if (key === undefined) throw new Error(`the study has no row ${ids[row]}`)
  return key
}
