import type { Answer } from '../answers/answer.ts'
import type { Item } from '../items/item.ts'
import type { Judgment } from '../judging/judgment.ts'
import type { MarkKey, Origin } from './mark-register.ts'
import type { Registers } from './registers.ts'
import { badCell, type Row } from './row.ts'

/** What the registers are told of a row: its place, and the files by table index. */
export interface RowOrigin extends Origin {
  readonly files: readonly string[]
}

/** Reports an item that an earlier row described otherwise. */
export function checkItem(row: Row, field: string, item: Item, registers: Registers): 'new' | 'known' {
  const found = registers.items.compare(item)
  if (found !== 'conflict') return found
  badCell(row, field, {
    code: 'ROW_ITEM_CONFLICT',
    message: 'An earlier row gives this item another text or other strata.',
    value: item.key,
    expected: 'the same text and strata in every row of an item',
    remedy: 'Make the rows agree.',
  })
  return 'known'
}

/** Reports an answer whose status contradicts an earlier row. */
export function checkAnswer(
  row: Row,
  field: string,
  answer: Answer,
  registers: Registers,
  origin: RowOrigin,
): 'new' | 'known' {
  const earlier = registers.answers.find(answer)
  if (earlier === null) return 'new'
  if (earlier.status !== answer.status)
    badCell(row, field, {
      code: 'ROW_STATUS_CONFLICT',
      message: `The answer of arm ${answer.arm} to this item is "${earlier.status}" ${whereSeen(earlier, origin)}.`,
      value: answer.status,
      expected: 'one status for each answer',
      remedy: 'Correct the row that is wrong.',
    })
  return 'known'
}

/**
 * Keys of the study marks among a row's judgments. Without a named reviewer two rows may well be two
 * people, so nothing can be called a repetition; and other roles may repeat.
 */
export function studyKeys(judgments: readonly Judgment[], registers: Registers): readonly MarkKey[] {
  const keys: MarkKey[] = []
  for (const judgment of judgments) {
    const { item, axis, rendering, reviewer, role, armA } = judgment
    if (role !== 'study' || reviewer === null) continue
    const armB = judgment.form === 'pairwise' ? judgment.armB : armA
    keys.push(registers.marks.key({ item, axis, rendering, reviewer, armA, armB }))
  }
  return keys
}

/** Reports a study mark that the same reviewer has given before. */
export function checkMark(
  row: Row,
  field: string,
  item: string,
  mark: MarkKey,
  registers: Registers,
  origin: RowOrigin,
): void {
  const earlier = registers.marks.firstSeen(mark)
  if (earlier !== null) reportDuplicate(row, field, item, earlier, origin)
}

export function reportDuplicate(
  row: Row,
  field: string,
  value: string,
  earlier: Origin,
  origin: RowOrigin,
): void {
  badCell(row, field, {
    code: 'ROW_DUPLICATE',
    message: `The row repeats one ${whereSeen(earlier, origin)}.`,
    value,
    expected: 'each of these once',
    remedy: 'Delete one of the two rows; a second mark for measuring agreement has the role "repeat".',
  })
}

function whereSeen(earlier: Origin, origin: RowOrigin): string {
  const file = earlier.table === origin.table ? '' : ` of ${origin.files[earlier.table] ?? 'another file'}`
  return `on line ${earlier.line}${file}`
}
