import { tost } from '../../../src/statistics/equivalence/tost.ts'
import { gatekeeping } from '../../../src/statistics/multiplicity/gatekeeping.ts'
import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const title =
  'In the order of a plan: is Tarn better than Scree, and only if so, is it as useful as Moor?'

export function example(sample: Sample) {
  const error = (opponent: string) => {
    const { values, question, reviewer } = comparisonColumns(sample, 'clinical utility', 'Tarn', opponent)
    return winDifference(values, question, reviewer)
  }
  const { estimate, seTwoWay, df } = error('Moor')
  const equivalence = tost({ estimate, se: seTwoWay, df, low: -0.2, high: 0.2 })
  return gatekeeping([[error('Scree').p], [equivalence.p]])
}
