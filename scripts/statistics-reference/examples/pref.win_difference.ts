import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const title = 'Is Tarn, the small model, preferred to Moor, the general model, for clinical utility?'

export function example(sample: Sample) {
  // One row per comparison of the two: +1 where Tarn was preferred, 0 for no difference, -1 where Moor was.
  const { values, question, reviewer } = comparisonColumns(sample, 'clinical utility', 'Tarn', 'Moor')
  return winDifference(values, question, reviewer)
}
