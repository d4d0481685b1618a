import { clusterBootstrap } from '../../../src/statistics/bootstrap/cluster-bootstrap.ts'
import { bootstrapIntervals } from '../../../src/statistics/bootstrap/intervals.ts'
import type { Sample } from '../sample.ts'
import { marksOf } from './marks-of-answers.ts'

export const title =
  'Scree gets the mark 1, wrong in a way that could harm, now and then. What interval suits so small a share?'

export function example(sample: Sample) {
  const marks = sample.items.map(({ key }) => marksOf(sample, key, 'Scree').filter((mark) => mark !== null))
  const harmful = marks.map((own) => own.filter((mark) => mark === 1).length)
  const all = marks.map((own) => own.length)
  const sums = { numeratorSums: harmful, denominatorSums: all, clusters: marks.length, statistics: 1 }
  const [result] = clusterBootstrap({ ...sums, seed: 1, keepReplicates: true })
  // The share with each question left out shows how skewed it is.
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const jackknife = marks.map((_, left) => {
    const others = (values: readonly number[]) => total(values.filter((_value, place) => place !== left))
    return others(harmful) / others(all)
  })
  return bootstrapIntervals(total(harmful) / total(all), result?.replicates ?? [], jackknife)
}
