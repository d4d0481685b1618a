import { convertResult } from '../../../src/statistics/meta/convert.ts'
import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const title =
  'On the scale on which published claims are pooled, how far is Tarn ahead of Beck for clinical utility?'

export function example(sample: Sample) {
  const { values, question, reviewer } = comparisonColumns(sample, 'clinical utility', 'Tarn', 'Beck')
  const { wins, ties, losses, designEffect } = winDifference(values, question, reviewer)
  return convertResult({ kind: 'win_rate', wins, ties, losses, designEffect: designEffect ?? 1 })
}
