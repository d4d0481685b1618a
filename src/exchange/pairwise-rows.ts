import type { Answer } from '../answers/answer.ts'
import type { PairwiseJudgment } from '../judging/judgment.ts'
import { axesReader } from './axes-of-row.ts'
import { type CellRules, labelOf, readBoolean, readName } from './cells.ts'
import { checkAnswer, checkItem, checkMark, studyKeys } from './conflicts.ts'
import type { ImportRecord, KnownNames } from './import-record.ts'
import type { PairwiseMapping } from './mapping.ts'
import { cellRules, itemReader, markFieldsReader } from './mark-fields.ts'
import { badCell, missingCell, type Read, type Row, unknownLabel } from './row.ts'
import type { RowHandler } from './row-handler.ts'
import { pairwiseReader } from './scales.ts'
import { fieldOf, nameCheck, requiredName } from './sources.ts'
import { bareAnswer, statusReader } from './statuses.ts'

/** Rows of marks on two answers. */
export function pairwiseRows(mapping: PairwiseMapping, known: KnownNames): RowHandler {
  const { columns } = mapping
  const rules = cellRules(mapping)
  const readFields = markFieldsReader(mapping, known)
  const readItem = itemReader(columns.item, columns.itemText, columns.strata, rules)
  const readArms = armsReader(mapping, known, rules)
  const readSide = sideReader(mapping, rules)
  const readStatus = statusReader(mapping.statuses, rules)
  const axes = Object.entries(mapping.axes ?? {})
  const own = new Map(
    axes.flatMap(([name, axis]) =>
      axis.values === undefined && axis.scale === undefined
        ? []
        : [[name, pairwiseReader(axis, rules)] as const],
    ),
  )
  const hasFallback = mapping.values !== undefined || mapping.scale !== undefined
  const fallback = hasFallback ? pairwiseReader(mapping, rules) : null
  const readAxes = axesReader(mapping, own, fallback, { value: null, strength: null }, known, rules)
  const adequacy = (row: Row, column: string | undefined): Read<boolean> =>
    column === undefined ? null : readBoolean(row, column, rules)
  const itemField = fieldOf(columns.item, 'item')
  const statusColumns = [columns.statusA, columns.statusB] as const

  return (row, registers, origin) => {
    const fields = readFields(row)
    const item = fields === null ? null : readItem(row)
    const arms = readArms(row)
    const statuses = statusColumns.map((column) => (column === undefined ? null : readStatus(row, column)))
    const unanswered = statuses.some((status) => status === 'refused' || status === 'failed')
    const failed = statuses.includes('failed')
    const marks = readAxes(row, unanswered)
    const side = readSide(row, arms)
    const adequacyA = adequacy(row, columns.adequacyA)
    const adequacyB = adequacy(row, columns.adequacyB)
    if (row.problems.length > 0 || fields === null || item === null || arms === null) return []
    if (side === undefined || adequacyA === undefined || adequacyB === undefined) return []

    const answers = statuses.flatMap((status, index): { answer: Answer; field: string }[] => {
      if (status === null || status === undefined) return []
      const arm = index === 0 ? arms.armA : arms.armB
      const field = statusColumns[index] ?? 'status'
      return [{ answer: bareAnswer(item.key, arm, status, mapping.provenance), field }]
    })
    const judgments = marks
      // A pair with a refusal stays, without a mark: the protocol's refusal rule decides it. One with a technical
      // failure goes: nobody was asked, and no rule scores it.
      .filter(({ mark }) => !(failed && mark.value === null))
      .map(
        ({ axis, mark }): PairwiseJudgment => ({
          form: 'pairwise',
          ...fields,
          axis,
          armA: arms.armA,
          armB: arms.armB,
          value: mark.value,
          strength: mark.strength,
          adequacyA,
          adequacyB,
          side,
          harm: null,
        }),
      )
    const keys = studyKeys(judgments, registers)

    const itemState = checkItem(row, itemField, item, registers)
    const fresh = answers.filter(
      ({ answer, field }) => checkAnswer(row, field, answer, registers, origin) === 'new',
    )
    for (const key of keys) checkMark(row, itemField, item.key, key, registers, origin)
    if (row.problems.length > 0) return []

    const records: ImportRecord[] = []
    if (itemState === 'new') {
      registers.items.add(item)
      records.push({ kind: 'item', line: row.line, item })
    }
    for (const { answer } of fresh) {
      registers.answers.add(answer, origin)
      records.push({ kind: 'answer', line: row.line, answer })
    }
    for (const key of keys) registers.marks.add(key, origin)
    for (const judgment of judgments) records.push({ kind: 'judgment', line: row.line, judgment })
    return records
  }
}

interface Arms {
  readonly armA: string
  readonly armB: string
}

function armsReader(
  mapping: PairwiseMapping,
  known: KnownNames,
  rules: CellRules,
): (row: Row) => Arms | null {
  const { armA: sourceA, armB: sourceB } = mapping.columns
  const readA = requiredName(sourceA, 'armA', rules)
  const readB = requiredName(sourceB, 'armB', rules)
  const check = nameCheck('ROW_ARM_UNKNOWN', 'arm', known.arms)
  const fieldA = fieldOf(sourceA, 'armA')
  const fieldB = fieldOf(sourceB, 'armB')
  return (row) => {
    const armA = readA(row)
    const armB = readB(row)
    check(row, fieldA, armA)
    check(row, fieldB, armB)
    if (armA === undefined || armB === undefined) return null
    if (armA === armB)
      badCell(row, fieldB, {
        code: 'ROW_SAME_ARM',
        message: 'Both sides of the pair are the same arm.',
        value: armB,
        expected: 'two different arms',
        remedy: 'Correct one of the two cells.',
      })
    return { armA, armB }
  }
}

/** Reader of the side that was shown first. */
function sideReader(
  mapping: PairwiseMapping,
  rules: CellRules,
): (row: Row, arms: Arms | null) => Read<'a' | 'b'> {
  const { firstShown = 'unknown' } = mapping
  if (typeof firstShown === 'string') return () => sideOf(firstShown)
  if ('armColumn' in firstShown) {
    const { armColumn } = firstShown
    return (row, arms) => {
      const arm = readName(row, armColumn, rules)
      if (arm === null || arm === undefined || arms === null) return arm === undefined ? undefined : null
      if (arm === arms.armA) return 'a'
      return arm === arms.armB ? 'b' : unknownLabel(row, armColumn, arm, [arms.armA, arms.armB])
    }
  }
  const { column } = firstShown
  const values = new Map(Object.entries(firstShown.values))
  return (row) => {
    const label = labelOf(row, column, rules)
    const side = values.get(label)
    if (side !== undefined) return sideOf(side)
    return label === ''
      ? missingCell(row, column, 'the side that was shown first')
      : unknownLabel(row, column, label, values.keys())
  }
}

function sideOf(side: 'a' | 'b' | 'unknown'): 'a' | 'b' | null {
  return side === 'unknown' ? null : side
}
