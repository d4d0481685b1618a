import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import { alphaSpending } from '../../../src/statistics/sequential/alpha-spending.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const title =
  'Had the plan allowed one look after a third of the questions, would Tarn against Scree have stopped there?'

export function example(sample: Sample) {
  const { bounds, nominalP } = alphaSpending({ type: 'obf', information: [1 / 3, 1] })
  const { values, question, reviewer } = comparisonColumns(sample, 'clinical utility', 'Tarn', 'Scree')
  const early = [...values.keys()].filter((row) => Number(question[row]) <= 12)
  const at = (column: Int32Array) => Int32Array.from(early, (row) => Number(column[row]))
  const { p } = winDifference(at(values), at(question), at(reviewer))
  return { bounds, nominalP, pAtFirstLook: p }
}
