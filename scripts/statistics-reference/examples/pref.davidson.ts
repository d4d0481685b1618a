import { davidson } from '../../../src/statistics/preference/davidson.ts'
import type { Sample } from '../sample.ts'
import { arms, comparisonCounts } from './comparison-counts.ts'

export const title =
  'Who leads for clinical utility when all six pairs are read together? In truth Tarn and Moor are level, then Beck, then Scree.'

export function example(sample: Sample) {
  const { logWorth, se, logNu } = davidson({
    systems: arms.length,
    counts: comparisonCounts(sample, 'clinical utility'),
  })
  return { arms, logWorth, se, logNu }
}
