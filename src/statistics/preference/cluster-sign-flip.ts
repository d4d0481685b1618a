import { checkSameLength } from '../argument.ts'
import { denseCodes } from '../crossed/cluster-codes.ts'
import { createGenerator } from '../random/generator.ts'

export interface ClusterSignFlipOptions {
  /** Seed of the Monte Carlo version; 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this test. */
  readonly stream?: readonly (number | string)[]
  /** Monte Carlo flips when there are more than 20 clusters with a sum other than 0; 10,000 when left out. */
  readonly resamples?: number
}

export interface ClusterSignFlip {
  /** |mean of the values|; null without values. */
  readonly statistic: number | null
  readonly clusters: number
  readonly nonzeroClusters: number
  readonly method: 'exact' | 'monte-carlo'
  /** Two-sided p: 1 when every cluster sums to 0, null without values, never 0. */
  readonly p: number | null
}

const exactLimit = 20
/** Sums closer than this share of the total of absolute cluster sums count as equal. */
const equalityShare = 1e-10

/**
 * Sign-flip test that flips WHOLE clusters, so the correlation inside a cluster survives in the null world. The
 * statistic is |sum|, and flips with |sum| >= the observed one count, with sums that differ only by rounding
 * counted as equal. Clusters with a sum of 0 change nothing and are left out.
 *
 * Exact over all 2^G patterns up to 20 clusters, walked in Gray code order; beyond that Monte Carlo with
 * p = (1 + count)/(1 + flips).
 *
 * @method pref.cluster_signflip
 * @question Could a preference this strong come about by chance, with all marks of a question or reviewer together?
 * @standing sensitivity
 * @source Fisher 1935; Davison and Hinkley 1997
 * @pinned Python numpy 1.24.2: every sign pattern of the cluster sums, counted
 */
export function clusterSignFlip(
  values: ArrayLike<number>,
  clusters: ArrayLike<number>,
  options: ClusterSignFlipOptions = {},
): ClusterSignFlip {
  checkSameLength('clusters', clusters.length, values.length)
  const codes = denseCodes(clusters)
  const sums = new Float64Array(codes.count)
  let magnitude = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (!Number.isFinite(value)) throw new RangeError(`value ${row} must be finite, not ${value}`)
    const cluster = codes.code[row]!
    sums[cluster] = sums[cluster]! + value
    magnitude += Math.abs(value)
  }
  const rounding = 32 * Number.EPSILON * magnitude
  const nonzero = sums.filter((sum) => Math.abs(sum) > rounding).sort()
  const observed = Math.abs(nonzero.reduce((total, sum) => total + sum, 0))
  const total = nonzero.reduce((sum, value) => sum + Math.abs(value), 0)
  const threshold = observed - equalityShare * total
  const method = nonzero.length <= exactLimit ? 'exact' : 'monte-carlo'
  const p = method === 'exact' ? exactP(nonzero, threshold) : monteCarloP(nonzero, threshold, options)
  return {
    statistic: values.length === 0 ? null : observed / values.length,
    clusters: codes.count,
    nonzeroClusters: nonzero.length,
    method,
    p: values.length === 0 ? null : p,
  }
}

/** Share of all sign patterns at or beyond the threshold; the last sign is fixed because |sum| is symmetric. */
function exactP(sums: Float64Array, threshold: number): number {
  const free = sums.length - 1
  if (free < 0) return 1
  const sign = new Int8Array(free).fill(1)
  let current = 0
  for (const sum of sums) current += sum
  const patterns = 1 << free
  let beyond = Math.abs(current) >= threshold ? 1 : 0
  for (let step = 1; step < patterns; step++) {
    const flipped = 31 - Math.clz32(step & -step)
    const next = -sign[flipped]!
    sign[flipped] = next
    current += 2 * next * sums[flipped]!
    if (Math.abs(current) >= threshold) beyond += 1
  }
  return beyond / patterns
}

function monteCarloP(sums: Float64Array, threshold: number, options: ClusterSignFlipOptions): number {
  const resamples = options.resamples ?? 10_000
  if (!(Number.isSafeInteger(resamples) && resamples >= 1)) {
    throw new RangeError(`resamples must be a whole number of at least 1, not ${resamples}`)
  }
  const generator = createGenerator(options.seed ?? 0, ...(options.stream ?? []), 'sign-flip')
  const runs = magnitudeRuns(sums)
  let beyond = 0
  for (let resample = 0; resample < resamples; resample++) {
    let total = 0
    for (let run = 0; run < runs.magnitude.length; run++) {
      // Of n clusters of one magnitude only the number of positive signs matters: a count of random bits.
      const length = runs.length[run]!
      let positive = 0
      for (let left = length; left > 0; left -= 32) {
        const word = generator.nextUint32()
        positive += bitCount(left >= 32 ? word : word >>> (32 - left))
      }
      total += runs.magnitude[run]! * (2 * positive - length)
    }
    if (Math.abs(total) >= threshold) beyond += 1
  }
  return (1 + beyond) / (1 + resamples)
}

/** Distinct absolute values, rising, with how many sums have each. */
function magnitudeRuns(sums: Float64Array): {
  readonly magnitude: Float64Array
  readonly length: Int32Array
} {
  const magnitudes = sums.map(Math.abs).sort()
  const distinct = magnitudes.filter((value, place) => place === 0 || value !== magnitudes[place - 1])
  const length = new Int32Array(distinct.length)
  let run = 0
  for (const value of magnitudes) {
    if (value !== distinct[run]) run += 1
    length[run] = length[run]! + 1
  }
  return { magnitude: distinct, length }
}

/** Number of set bits of a 32-bit word, by adding neighbouring fields in parallel. */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
