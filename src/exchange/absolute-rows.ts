import type { AbsoluteJudgment } from '../judging/judgment.ts'
import { type AxisMark, axesReader } from './axes-of-row.ts'
import { checkAnswer, checkItem, checkMark, studyKeys } from './conflicts.ts'
import type { ImportRecord, KnownNames } from './import-record.ts'
import type { AbsoluteMapping } from './mapping.ts'
import { cellRules, itemReader, markFieldsReader } from './mark-fields.ts'
import { badCell, type Row } from './row.ts'
import type { RowHandler } from './row-handler.ts'
import { absoluteReader } from './scales.ts'
import { fieldOf, nameCheck, requiredName } from './sources.ts'
import { bareAnswer, statusReader } from './statuses.ts'
import { scaleCheck } from './study-axes.ts'

/** Rows of marks on one answer. */
export function absoluteRows(mapping: AbsoluteMapping, known: KnownNames): RowHandler {
  const { columns } = mapping
  const rules = cellRules(mapping)
  const readFields = markFieldsReader(mapping, known)
  const readItem = itemReader(columns.item, columns.itemText, columns.strata, rules)
  const readArm = requiredName(columns.arm, 'arm', rules)
  const armField = fieldOf(columns.arm, 'arm')
  const checkArm = nameCheck('ROW_ARM_UNKNOWN', 'arm', known.arms)
  const readStatus = statusReader(mapping.statuses, rules)
  const own = new Map(
    Object.entries(mapping.axes ?? {}).flatMap(([name, axis]) =>
      axis.levels === undefined && axis.scale === undefined
        ? []
        : [[name, absoluteReader(axis, rules)] as const],
    ),
  )
  const hasFallback = mapping.levels !== undefined || mapping.scale !== undefined
  const fallback = hasFallback ? absoluteReader(mapping, rules) : null
  const readAxes = axesReader(mapping, own, fallback, null, known, rules)
  const checkScale = scaleCheck(known.axes, rules)
  const itemField = fieldOf(columns.item, 'item')
  const statusField = columns.status ?? 'status'

  return (row, registers, origin) => {
    const fields = readFields(row)
    const item = fields === null ? null : readItem(row)
    const arm = readArm(row)
    checkArm(row, armField, arm)
    const status = columns.status === undefined ? null : readStatus(row, columns.status)
    const unanswered = status === 'refused' || status === 'failed'
    const marks = readAxes(row, unanswered)
    if (unanswered) refuseMarks(row, status, marks)
    else for (const { axis, column, mark } of marks) checkScale(row, axis, column, mark.point)
    if (row.problems.length > 0 || fields === null || item === null) return []
    if (arm === undefined || status === undefined) return []

    const answer = status === null ? null : bareAnswer(item.key, arm, status, mapping.provenance)
    const judgments = (unanswered ? [] : marks).map(
      ({ axis, mark }): AbsoluteJudgment => ({
        form: 'absolute',
        ...fields,
        axis,
        armA: arm,
        value: mark.point,
        // A table of marks on single answers has no column for it.
        adequacyA: null,
        harm: null,
      }),
    )
    const keys = studyKeys(judgments, registers)

    const itemState = checkItem(row, itemField, item, registers)
    const answerState = answer === null ? 'known' : checkAnswer(row, statusField, answer, registers, origin)
    for (const key of keys) checkMark(row, itemField, item.key, key, registers, origin)
    if (row.problems.length > 0) return []

    const records: ImportRecord[] = []
    if (itemState === 'new') {
      registers.items.add(item)
      records.push({ kind: 'item', line: row.line, item })
    }
    if (answer !== null && answerState === 'new') {
      registers.answers.add(answer, origin)
      records.push({ kind: 'answer', line: row.line, answer })
    }
    for (const key of keys) registers.marks.add(key, origin)
    for (const judgment of judgments) records.push({ kind: 'judgment', line: row.line, judgment })
    return records
  }
}

/** A mark on an answer that does not exist contradicts the row's own status. */
function refuseMarks(
  row: Row,
  status: 'refused' | 'failed',
  marks: readonly AxisMark<{ readonly point: number | null }>[],
): void {
  for (const { column, mark } of marks)
    if (mark.point !== null)
      badCell(row, column, {
        code: 'ROW_STATUS_CONFLICT',
        message: `The row has a mark for an answer that it calls "${status}".`,
        value: String(mark.point),
        expected: 'an empty cell',
        remedy: 'Delete the mark, or correct the status.',
      })
}
