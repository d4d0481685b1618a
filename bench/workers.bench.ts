/**
 * The bootstrap of an analysis on one, two and more threads, up to the number of cores: ten contrasts over 20,000
 * clusters, 10,000 resamples, the start of the threads included. Peer: the same in this thread.
 */
import { availableParallelism, loadavg } from 'node:os'
import type { ReplicateJob } from '../src/analysis/compute-replicates.ts'
import { replicatesInWorkers } from '../src/analysis/replicates-in-workers.ts'
import { sharedColumns } from '../src/analysis/shared-columns.ts'
import { compressColumns } from '../src/statistics/bootstrap/compressed-columns.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { spread } from './support/measure.ts'

const clusters = 20_000
const statistics = 10
const runs = 5

const generator = createGenerator(6, 'workers')
const numeratorSums = new Float64Array(clusters * statistics)
const denominatorSums = new Float64Array(clusters * statistics)
for (let place = 0; place < numeratorSums.length; place += 1) {
  denominatorSums[place] = generator.integerBelow(4)
  numeratorSums[place] =
    generator.integerBelow(2 * (denominatorSums[place] ?? 0) + 1) - (denominatorSums[place] ?? 0)
}
const job: ReplicateJob = {
  source: {
    columns: sharedColumns(compressColumns({ numeratorSums, denominatorSums, clusters, statistics })),
    clusters,
    seed: 1,
    stream: ['bench'],
  },
  resamples: 10_000,
}

const seconds = new Map<number, number[]>()
const counts = Array.from({ length: availableParallelism() }, (_, place) => place + 1)
// The numbers of threads take turns, so that a busy minute of the machine falls on all of them alike.
for (let run = 0; run < runs; run += 1) {
  for (const workers of counts) {
    const started = performance.now()
    await replicatesInWorkers({ workers })([job], () => {})
    seconds.set(workers, [...(seconds.get(workers) ?? []), (performance.now() - started) / 1000])
  }
}
process.stdout.write(
  `  bootstrap of ${statistics} contrasts, ${clusters} clusters; load ${loadavg()[0]?.toFixed(1)}\n`,
)
const alone = Math.min(...(seconds.get(1) ?? []))
for (const [workers, taken] of seconds) {
  process.stdout.write(
    `    ${workers} ${workers === 1 ? 'thread ' : 'threads'} ${spread(taken)}; ${(alone / Math.min(...taken)).toFixed(2)} times one thread\n`,
  )
}
