import { winRateClaim } from '../../../src/statistics/equivalence/win-rate-claim.ts'
import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const title =
  'Had only the win rate of Tarn against Moor and the number of comparisons been published, what would they prove?'

export function example(sample: Sample) {
  const { values, question, reviewer } = comparisonColumns(sample, 'clinical utility', 'Tarn', 'Moor')
  const { winRateTiesHalf, n, ties } = winDifference(values, question, reviewer)
  // 1.5 is the design effect to assume where a report does not say how its votes are clustered.
  return winRateClaim({
    winRate: winRateTiesHalf ?? 0.5,
    n,
    tieRate: ties / n,
    designEffect: 1.5,
    margin: 0.1,
  })
}
