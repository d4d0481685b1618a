import { tQuantile, tUpper } from '../../../src/statistics/distributions/student-t.ts'
import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const title =
  'By hand: which p and interval follow from the win difference of Tarn against Beck and its error?'

export function example(sample: Sample) {
  const { values, question, reviewer } = comparisonColumns(sample, 'clinical utility', 'Tarn', 'Beck')
  const { estimate, seTwoWay, df } = winDifference(values, question, reviewer)
  if (estimate === null || seTwoWay === null || df === null) return null
  const halfWidth = tQuantile(0.975, df) * seTwoWay
  return {
    p: 2 * tUpper(Math.abs(estimate) / seTwoWay, df),
    ci: { lower: estimate - halfWidth, upper: estimate + halfWidth },
  }
}
