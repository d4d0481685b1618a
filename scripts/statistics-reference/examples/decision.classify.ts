import { classify } from '../../../src/statistics/equivalence/classify.ts'
import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const title =
  'Tarn against Moor for clinical utility: what may be said with a margin of 10 points of win rate? In truth they are equal.'

export function example(sample: Sample) {
  const { values, question, reviewer } = comparisonColumns(sample, 'clinical utility', 'Tarn', 'Moor')
  const { estimate, seTwoWay, df } = winDifference(values, question, reviewer)
  // 10 points of win rate are 20 of win difference.
  return classify({ estimate, se: seTwoWay, df, margin: 0.2 })
}
