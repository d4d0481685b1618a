import type { Plan } from '../../protocol/plan.ts'
import type { Results } from '../results-schema.ts'
import type { AnswerRow } from './mark-row.ts'
import type { MarkTable } from './mark-table.ts'

const codes = { answered: 1, refused: 2, failed: 3 } as const

/** What is recorded of every item at every arm; what nobody recorded is neither answered nor refused. */
export interface AnswerStatuses {
  isRefused(item: number, arm: number): boolean
  isFailed(item: number, arm: number): boolean
  /** Whether no arm is recorded to have refused or failed the item. */
  isAnsweredByAll(item: number): boolean
  readonly anyRefused: boolean
  readonly coverage: Results['data']['coverage']
}

/**
 * @param answers Statuses of answers; items and arms that no mark names count in coverage only.
 */
export function answerStatuses(marks: MarkTable, answers: readonly AnswerRow[], plan: Plan): AnswerStatuses {
  const armCount = marks.arms.length
  const itemCode = new Map(marks.items.map((item, code) => [item, code]))
  const armCode = new Map(marks.arms.map((arm, code) => [arm, code]))
  const status = new Uint8Array(marks.items.length * armCount)
  const unanswered = new Uint8Array(marks.items.length)
  for (const answer of answers) {
    const item = itemCode.get(answer.item)
    if (item === undefined) continue
    if (answer.status !== 'answered') unanswered[item] = 1
    const arm = armCode.get(answer.arm)
    if (arm !== undefined) status[item * armCount + arm] = codes[answer.status]
  }
  return {
    isRefused: (item, arm) => status[item * armCount + arm] === codes.refused,
    isFailed: (item, arm) => status[item * armCount + arm] === codes.failed,
    isAnsweredByAll: (item) => unanswered[item] === 0,
    anyRefused: answers.some((answer) => answer.status === 'refused'),
    coverage: plan.arms.map((arm) => armCoverage(arm.id, marks, answers, armCode.get(arm.id) ?? -1)),
  }
}

function armCoverage(
  arm: string,
  marks: MarkTable,
  answers: readonly AnswerRow[],
  code: number,
): Results['data']['coverage'][number] {
  const recorded = answers.filter((answer) => answer.arm === arm)
  const recordedItems = new Set(recorded.map((answer) => answer.item))
  const marked = new Uint8Array(marks.items.length)
  // An arm that no mark names has no code, and -1 stands for the absent second arm of a mark on one answer.
  for (let row = 0; row < marks.size && code >= 0; row += 1) {
    if (marks.armA[row] === code || marks.armB[row] === code) marked[marks.item[row] ?? 0] = 1
  }
  const unrecorded = marks.items.filter(
    (item, index) => marked[index] === 1 && !recordedItems.has(item),
  ).length
  const having = (status: AnswerRow['status']) => recorded.filter((answer) => answer.status === status).length
  return {
    arm,
    items: recordedItems.size + unrecorded,
    answered: having('answered'),
    refused: having('refused'),
    failed: having('failed'),
    unrecorded,
  }
}
