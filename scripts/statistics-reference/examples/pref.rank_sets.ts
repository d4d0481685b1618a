import { davidson } from '../../../src/statistics/preference/davidson.ts'
import { rankSets } from '../../../src/statistics/preference/rank-sets.ts'
import type { Sample } from '../sample.ts'
import { arms, comparisonCounts } from './comparison-counts.ts'

export const title =
  'Which ranks may each arm hold for clinical utility, if comparisons are taken as independent?'

export function example(sample: Sample) {
  const counts = comparisonCounts(sample, 'clinical utility')
  const { logWorth, covariance } = davidson({ systems: arms.length, counts })
  const { rankLower, rankUpper, adjustedP } = rankSets({ estimates: logWorth ?? [], cov: covariance ?? [] })
  return { arms, rankLower, rankUpper, adjustedP }
}
