import { krippendorffAlpha } from '../agreement/krippendorff.ts'
import { clusterReplicates } from '../bootstrap/cluster-replicates.ts'
import { clusterSignFlip } from '../preference/cluster-sign-flip.ts'
import { createGenerator } from '../random/generator.ts'

/*
 * Prints, for every resampling loop, the bytes that one resample leaves on the heap, as JSON. It runs in a process of
 * its own, with the garbage collector in hand and so much room that it never runs by itself: then the growth of the
 * heap is all that was allocated.
 */

const clusters = 200
const few = 1000
const many = 51_000

const generator = createGenerator(1, 'allocation')
const whole = (statistics: number) => ({
  clusters,
  statistics,
  numeratorSums: Float64Array.from({ length: clusters * statistics }, () => generator.integerBelow(9) - 4),
  denominatorSums: new Float64Array(clusters * statistics).fill(3),
})
const single = whole(1)
const several = whole(4)
const fractions = { ...several, numeratorSums: several.numeratorSums.map((value) => value / 10) }
const strata = Int32Array.from({ length: clusters }, (_, cluster) => cluster % 3)
const matrix = Array.from({ length: clusters }, () => [0, 1, 2].map(() => generator.integerBelow(4)))
const values = Float64Array.from({ length: clusters }, () => generator.normal())
const ownCluster = Int32Array.from(values, (_, cluster) => cluster)

/** Each runs so many resamples. The last allocates a small array per resample, to show that the measure sees it. */
const loops: Readonly<Record<string, (resamples: number) => unknown>> = {
  'one statistic': (resamples) => clusterReplicates(single, 0, resamples),
  'several statistics': (resamples) => clusterReplicates(several, 0, resamples),
  'sums that are no whole numbers': (resamples) => clusterReplicates(fractions, 0, resamples),
  strata: (resamples) => clusterReplicates({ ...several, strata }, 0, resamples),
  'alpha, ordinal': (resamples) => krippendorffAlpha(matrix, 'ordinal', { resamples }),
  'alpha, nominal': (resamples) => krippendorffAlpha(matrix, 'nominal', { resamples }),
  'alpha, interval': (resamples) => krippendorffAlpha(matrix, 'interval', { resamples }),
  'alpha, ratio': (resamples) => krippendorffAlpha(matrix, 'ratio', { resamples }),
  'sign flip': (resamples) => clusterSignFlip(values, ownCluster, { resamples }),
  allocating: (resamples) => {
    let sum = 0
    for (let resample = 0; resample < resamples; resample++) {
      const list = Array.from({ length: 20 }, (_, place) => place + resample)
      sum += list[resample % 20] ?? 0
    }
    return sum
  },
}

function heapGrowth(loop: (resamples: number) => unknown, resamples: number): number {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  loop(resamples)
  return process.memoryUsage().heapUsed - before
}

const enoughRounds = 40
const surelyNothing = 16

/**
 * Code that is not compiled yet puts every number on the heap, and when it is compiled hangs on what else the machine
 * does: the least of several rounds is what the compiled loop allocates. A loop that makes an array per resample makes
 * it in every round, however many there are.
 */
function leastBytesPerResample(loop: (resamples: number) => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < enoughRounds && least > surelyNothing; round++) {
    const growth = heapGrowth(loop, many) - Math.max(0, heapGrowth(loop, few))
    least = Math.min(least, Math.abs(growth) / (many - few))
  }
  return least
}

process.stdout.write(
  JSON.stringify(
    Object.fromEntries(Object.entries(loops).map(([name, loop]) => [name, leastBytesPerResample(loop)])),
  ),
)
