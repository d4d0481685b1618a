import type { Answer } from '../answers/answer.ts'
import { readText } from './cells.ts'
import { checkAnswer, checkItem, reportDuplicate } from './conflicts.ts'
import type { ImportRecord, KnownNames } from './import-record.ts'
import { itemPartsReader } from './item-parts.ts'
import type { AnswersMapping, ItemsMapping } from './mapping.ts'
import { cellRules, itemReader } from './mark-fields.ts'
import { badCell, missingCell, type Row } from './row.ts'
import type { RowHandler } from './row-handler.ts'
import { fieldOf, nameCheck, requiredName } from './sources.ts'
import { statusReader } from './statuses.ts'

/** Rows of answers: one for each item and arm. */
export function answerRows(mapping: AnswersMapping, known: KnownNames): RowHandler {
  const { columns } = mapping
  const rules = cellRules(mapping)
  const readItem = itemReader(columns.item, columns.itemText, columns.strata, rules)
  const readArm = requiredName(columns.arm, 'arm', rules)
  const armField = fieldOf(columns.arm, 'arm')
  const itemField = fieldOf(columns.item, 'item')
  const checkArm = nameCheck('ROW_ARM_UNKNOWN', 'arm', known.arms)
  const readStatus = statusReader(mapping.statuses, rules)

  return (row, registers, origin) => {
    const item = readItem(row)
    const arm = readArm(row)
    checkArm(row, armField, arm)
    const status = columns.status === undefined ? 'answered' : readStatus(row, columns.status)
    const text = columns.text === undefined ? null : readText(row, columns.text, rules)
    if (columns.text !== undefined && text === null && status === 'answered')
      reportNoText(row, columns.text, columns.status)
    if (row.problems.length > 0 || item === null) return []
    if (arm === undefined || status === undefined || text === undefined) return []

    const answer: Answer = { item: item.key, arm, status, text, provenance: mapping.provenance ?? 'recorded' }
    const itemState = checkItem(row, itemField, item, registers)
    const earlier = registers.answers.find(answer)
    const contradicts = checkAnswer(row, columns.status ?? armField, answer, registers, origin) === 'known'
    if (earlier !== null && contradicts && row.problems.length === 0)
      reportDuplicate(row, itemField, answer.item, earlier, origin)
    if (row.problems.length > 0) return []

    const records: ImportRecord[] = []
    if (itemState === 'new') {
      registers.items.add(item)
      records.push({ kind: 'item', line: row.line, item })
    }
    registers.answers.add(answer, origin)
    records.push({ kind: 'answer', line: row.line, answer })
    return records
  }
}

/** Whether nothing is an answer, a refusal or a failure, only the person who collected it can say. */
function reportNoText(row: Row, field: string, statusColumn: string | undefined): void {
  if (statusColumn === undefined)
    missingCell(row, field, 'the text of the answer, or a status column that says why there is none')
  else
    badCell(row, field, {
      code: 'ROW_STATUS_CONFLICT',
      message: 'The answer has the status "answered" and no text.',
      value: '',
      expected: 'a text, or the status "refused" or "failed"',
      remedy: 'Fill in the text, or correct the status.',
    })
}

/** Rows of items: one for each. */
export function itemRows(mapping: ItemsMapping): RowHandler {
  const { columns } = mapping
  const rules = cellRules(mapping)
  const readPlain = itemReader(columns.key, columns.text, columns.strata, rules)
  const readParts = itemPartsReader(columns, rules)
  const keyField = fieldOf(columns.key, 'key')
  return (row, registers) => {
    const plain = readPlain(row)
    const item = plain === null ? null : { ...plain, ...readParts(row, plain.text) }
    if (row.problems.length > 0 || item === null) return []
    if (checkItem(row, keyField, item, registers) === 'known') {
      if (row.problems.length === 0)
        badCell(row, keyField, {
          code: 'ROW_DUPLICATE',
          message: 'An earlier row is about the same item.',
          value: item.key,
          expected: 'each item once',
          remedy: 'Delete one of the two rows.',
        })
      return []
    }
    registers.items.add(item)
    return [{ kind: 'item', line: row.line, item }]
  }
}
