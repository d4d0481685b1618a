import { describe, expect, it } from 'vitest'
import { countedStatistics } from '../testing/passages.ts'
import { namedNumbers } from './question-numbers.ts'
import { chosenRows } from './table-rows.ts'

const kidney = [
  'eGFR: 45 or more | Advice: usual dose',
  'eGFR: 30 to 44 | Advice: no more than 1 g a day',
  'eGFR: below 30 | Advice: do not take',
]
const clotting = [
  'aPTT (s): < 35 | Rate: + 4',
  'aPTT (s): 35-45 | Rate: + 2',
  'aPTT (s): 46-70 | Rate: 0',
  'aPTT (s): 71-90 | Rate: - 2',
]
const patients = [
  'Patient: adults | Dose: 10 mg',
  'Patient: over 65 years | Dose: 5 mg',
  'Patient: kidney failure | Dose: 5 mg',
  'Patient: severe liver failure | Dose: none',
]
const clots = [
  'Reason: atrial fibrillation | Dose: 5 mg',
  'Reason: atrial fibrillation with two of: age 80 or over, weight 60 kg or less, creatinine 133 or more | Dose: 2.5 mg',
  'Reason: new thrombosis | Dose: 10 mg',
]
const rows = (question: string, table: readonly string[]) =>
  chosenRows(question, namedNumbers(question), table, countedStatistics([]))

describe('rows of a table', () => {
  it.each([
    ['Can I give it when eGFR is 25?', kidney, [2], 'number'],
    ['dose eGFR 35', kidney, [1], 'number'],
    ['aPTT 80 rate change', clotting, [3], 'number'],
    ['dose for a 70 year old', patients, [1], 'number'],
    ['dose in hepatic failure', patients, [3], 'word'],
    ['dose in atrial fibrillation', clots, [0, 1], 'word'],
    ['age 85, weight 50 kg and creatinine 150', clots, [1], 'number'],
    // No row tells, or a row tells half.
    ['the dose', kidney, null, null],
    ['eGFR 44.5', kidney, null, null],
    ['age 85 in atrial fibrillation', clots, null, null],
  ] as const)('%s', (question, table, expected, by) => {
    expect(rows(question, table)).toEqual({ rows: expected, by })
  })
})
