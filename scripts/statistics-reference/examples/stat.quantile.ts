import { quantile } from '../../../src/statistics/distributions/quantile.ts'
import type { Sample } from '../sample.ts'

export const title =
  'How many seconds of attention does a comparison take: a slow one, a typical one, a fast one?'

export function example(sample: Sample) {
  // The three axes of a comparison share its time.
  const rows = sample.pairs.filter((row) => row.axis === 'accuracy')
  const seconds = rows.map((row) => row.active_seconds).filter((value) => value !== null)
  return quantile(seconds, [0.9, 0.5, 0.1])
}
