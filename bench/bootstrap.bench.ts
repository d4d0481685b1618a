/**
 * Bootstrap of 100,000 comparisons in 10,000 clusters with 10,000 resamples, sums over clusters included. Peers:
 * `boot::boot` in R, numpy, a plain loop, and reading the sums of the clusters, or the comparisons themselves, once
 * per resample without drawing anything.
 */
import { clusterBootstrap } from '../src/statistics/bootstrap/cluster-bootstrap.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { compare } from './support/compare.ts'
import { measure } from './support/measure.ts'
import { peerInNumpy, peerInR } from './support/peers.ts'

const rows = 100_000
const clusters = 10_000
const resamples = 10_000

const generator = createGenerator(2, 'bootstrap')
const cluster = new Int32Array(rows)
const outcome = new Float64Array(rows)
for (let row = 0; row < rows; row += 1) {
  cluster[row] = generator.integerBelow(clusters)
  outcome[row] =
    generator.uniform() < 0.3 + ((cluster[row] ?? 0) % 5) / 20 ? 1 : generator.integerBelow(2) - 1
}

compare({
  title: `cluster bootstrap, ${rows} comparisons, ${clusters} clusters, ${resamples} resamples`,
  ours: {
    work: () => clusterBootstrap({ ...clusterSums(), clusters, statistics: 1, resamples, seed: 1 }),
    values: ([found]) =>
      [found?.estimate, found?.se, found?.ci?.lower, found?.ci?.upper].map((x) => x ?? Number.NaN),
    runs: 5,
    warmUp: 1,
  },
  here: {
    'plain loop': measure(plain, 3, 1),
    'reading sums': measure(readSums, 5, 1),
    'reading rows': measure(readRows, 3, 1),
  },
  columns: { cluster, outcome, resamples: Int32Array.of(resamples) },
  peers: {
    R: { aim: 20, start: (folder) => peerInR('bootstrap', folder, ['boot']) },
    numpy: { aim: 2, start: (folder) => peerInNumpy('bootstrap', folder) },
  },
  // The standard error is about 0.003, so that 10,000 resamples leave some 0.0001 of chance in a limit.
  tolerance: 5e-4,
  differenceNote: 'other random numbers',
})

function clusterSums() {
  const numeratorSums = new Float64Array(clusters)
  const denominatorSums = new Float64Array(clusters)
  for (let row = 0; row < rows; row += 1) {
    const place = cluster[row] ?? 0
    numeratorSums[place] = (numeratorSums[place] ?? 0) + (outcome[row] ?? 0)
    denominatorSums[place] = (denominatorSums[place] ?? 0) + 1
  }
  return { numeratorSums, denominatorSums }
}

function plain(): number {
  const { numeratorSums, denominatorSums } = clusterSums()
  const means: number[] = []
  for (let resample = 0; resample < resamples; resample += 1) {
    let sum = 0
    let n = 0
    for (let draw = 0; draw < clusters; draw += 1) {
      const place = Math.floor(Math.random() * clusters)
      sum += numeratorSums[place] ?? 0
      n += denominatorSums[place] ?? 0
    }
    means.push(sum / n)
  }
  means.sort((left, right) => left - right)
  return means[250] ?? 0
}

function readSums(): number {
  const { numeratorSums, denominatorSums } = clusterSums()
  let total = 0
  for (let resample = 0; resample < resamples; resample += 1) {
    let sum = 0
    let n = 0
    for (let place = 0; place < clusters; place += 1) {
      sum += numeratorSums[place] ?? 0
      n += denominatorSums[place] ?? 0
    }
    total += sum / n
  }
  return total
}

function readRows(): number {
  let total = 0
  for (let resample = 0; resample < resamples; resample += 1) {
    let sum = 0
    for (let row = 0; row < rows; row += 1) sum += outcome[row] ?? 0
    total += sum / rows
  }
  return total
}
