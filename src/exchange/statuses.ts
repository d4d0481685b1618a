import { type Answer, type AnswerStatus, answerStatusSchema } from '../answers/answer.ts'
import { type CellRules, labelOf } from './cells.ts'
import { missingCell, type Row, unknownLabel } from './row.ts'

/** Reader of an answer's status; `undefined` where it is bad, which is reported. */
export type StatusReader = (row: Row, column: string) => AnswerStatus | undefined

export function statusReader(
  statuses: Readonly<Record<string, AnswerStatus>> | undefined,
  rules: CellRules,
): StatusReader {
  const names = answerStatusSchema.options.map((status) => [status, status] as const)
  const labels = new Map<string, AnswerStatus>(statuses === undefined ? names : Object.entries(statuses))
  return (row, column) => {
    const label = labelOf(row, column, rules)
    const status = labels.get(label)
    if (status !== undefined) return status
    return label === ''
      ? missingCell(row, column, 'the status of the answer')
      : unknownLabel(row, column, label, labels.keys())
  }
}

/** An answer of which a table of marks tells only the status. */
export function bareAnswer(
  item: string,
  arm: string,
  status: AnswerStatus,
  provenance: Answer['provenance'] = 'recorded',
): Answer {
  return { item, arm, status, text: null, provenance }
}
