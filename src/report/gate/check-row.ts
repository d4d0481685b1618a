import type { GateCheck } from '../../learning/gate/gate-results.ts'
import { count, decimal, signed } from '../format.ts'
import { gateVerdictWords } from './gate-words.ts'

/** Titles over the cells of a check. */
export const checkHead = ['Asked', 'Answer', 'Questions', 'Planned', 'Value', 'Bound', 'Against'] as const

/** A check of the gate as a row of a table. */
export function checkRow(check: GateCheck): readonly string[] {
  const isGain = check.against !== null && check.against < 0
  return [
    check.title,
    gateVerdictWords[check.verdict],
    count(check.questions),
    count(check.planned),
    isGain ? signed(check.estimate, 3) : decimal(check.estimate, 3),
    signed(check.bound, 3),
    decimal(check.against, 3),
  ]
}
