import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'

/** The comparisons of two arms added up by question, in the order of the questions' numbers. */
export function questionVotes(sample: Sample, axis: string, system: string, opponent: string) {
  const { values, question } = comparisonColumns(sample, axis, system, opponent)
  const sums = new Map<number, { sum: number; n: number }>()
  for (const [row, value] of values.entries()) {
    const key = Number(question[row])
    const { sum, n } = sums.get(key) ?? { sum: 0, n: 0 }
    sums.set(key, { sum: sum + value, n: n + 1 })
  }
  return [...sums].sort(([left], [right]) => left - right).map(([, votes]) => votes)
}
