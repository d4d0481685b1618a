import type { PairCounts } from '../../../src/statistics/preference/davidson.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

export const arms = ['Tarn', 'Moor', 'Beck', 'Scree']

/** Wins, ties and losses of every pair of arms on one axis; arms by their place in `arms`. */
export function comparisonCounts(sample: Sample, axis: string): PairCounts[] {
  return arms.flatMap((arm, a) =>
    arms.slice(a + 1).map((other, place) => {
      const { values } = comparisonColumns(sample, axis, arm, other)
      const count = (outcome: number) => values.filter((value) => value === outcome).length
      return { a, b: a + 1 + place, winsA: count(1), ties: count(0), winsB: count(-1) }
    }),
  )
}
