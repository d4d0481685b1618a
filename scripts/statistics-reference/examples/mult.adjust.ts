import { adjustP } from '../../../src/statistics/multiplicity/adjust.ts'
import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const title =
  'Tarn is compared with Beck on three axes. Which differences stand when all three are counted as tries?'

export function example(sample: Sample) {
  const axes = ['clinical utility', 'accuracy', 'completeness']
  const p = axes.map((axis) => {
    const { values, question, reviewer } = comparisonColumns(sample, axis, 'Tarn', 'Beck')
    return winDifference(values, question, reviewer).p
  })
  return { axes, p, holm: adjustP(p, 'holm') }
}
