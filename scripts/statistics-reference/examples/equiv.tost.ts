import { tost } from '../../../src/statistics/equivalence/tost.ts'
import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const title =
  'Is Tarn as useful as Moor, give or take 10 points of win rate? In truth they are equal; a study of this size seldom shows it.'

export function example(sample: Sample) {
  const { values, question, reviewer } = comparisonColumns(sample, 'clinical utility', 'Tarn', 'Moor')
  const { estimate, seTwoWay, df } = winDifference(values, question, reviewer)
  return tost({ estimate, se: seTwoWay, df, low: -0.2, high: 0.2 })
}
