import { judgeAgreement } from '../../../src/statistics/judge/agreement.ts'
import type { Sample } from '../sample.ts'

export const title =
  'The sample has no model judge, so we let reviewer R01 stand for one. Does it find the same answers right as the reviewer beside it?'

export function example(sample: Sample) {
  // Right is a mark of 3 or 4; a refused answer has no mark.
  const right = (mark: number | null) => (mark === null ? null : mark >= 3)
  const judged = sample.marks.filter((row) => row.reviewer === 'R01')
  const physicians = judged.map(({ question, answer }) =>
    sample.marks
      .filter((row) => row.question === question && row.answer === answer && row.reviewer !== 'R01')
      .map((row) => right(row.mark)),
  )
  return judgeAgreement(
    judged.map((row) => right(row.mark)),
    physicians,
  )
}
