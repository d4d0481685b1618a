import { clusterBootstrap } from '../../../src/statistics/bootstrap/cluster-bootstrap.ts'
import type { Sample } from '../sample.ts'
import { marksOf } from './marks-of-answers.ts'

export const title =
  "How far could Tarn's mean mark for correctness move, had other questions been drawn? The truth is 3.21."

export function example(sample: Sample) {
  // The two marks of a question stay together when questions are resampled.
  const marks = sample.items.map(({ key }) => marksOf(sample, key, 'Tarn').filter((mark) => mark !== null))
  return clusterBootstrap({
    numeratorSums: marks.map((own) => own.reduce((sum, mark) => sum + mark, 0)),
    denominatorSums: marks.map((own) => own.length),
    clusters: marks.length,
    statistics: 1,
    seed: 1,
  })
}
