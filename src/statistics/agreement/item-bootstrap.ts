import { checkCount, checkLevel } from '../argument.ts'
import { bootstrapIntervals } from '../bootstrap/intervals.ts'
import type { Interval } from '../interval.ts'
import { createGenerator } from '../random/generator.ts'

export interface ItemBootstrapOptions {
  /** Confidence level; 0.95 when left out. */
  readonly level?: number
  /** Resamples of items for the bootstrap intervals; 0, the default, draws none. */
  readonly resamples?: number
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this interval. */
  readonly stream?: readonly (number | string)[]
}

/** Items sorted into kinds that a statistic cannot tell apart (equal marks, cells of a table). */
export interface ItemKinds {
  /** Number of items that are drawn. */
  readonly units: number
  /** Kind of each of them. */
  readonly patternOf: Int32Array
  /** Items per kind. */
  readonly multiplicity: ArrayLike<number>
}

export interface ItemBootstrap {
  /**
   * Percentile interval over resampled items, too short with fewer than ten; null when none was asked for or no
   * replicate is defined.
   */
  readonly percentile: Interval | null
  /**
   * Bias-corrected and accelerated interval, better for skewed statistics; null too with fewer than 20 items or
   * where leaving out one item leaves the statistic undefined.
   */
  readonly bca: Interval | null
  /** Resamples that leave the statistic undefined; they are left out of the intervals. */
  readonly undefinedReplicates: number
  /** All replicates are equal: an interval of no width says that the marks show no variation, not certainty. */
  readonly degenerate: boolean
}

export const noBootstrap: ItemBootstrap = {
  percentile: null,
  bca: null,
  undefinedReplicates: 0,
  degenerate: false,
}

const fewestForBca = 20

/** A statistic of items of which kind k occurs `weight[k]` times. */
export interface ItemStatistic {
  /** Its value for the items at hand. */
  readonly estimate: number
  /** Its value for other weights; null where undefined. */
  readonly at: (weight: ArrayLike<number>) => number | null
  /** Its value with one item of each kind left out; null where undefined. */
  readonly leaveOneOut: readonly (number | null)[]
}

/**
 * Bootstrap over whole items. Resample b draws from its own stream (seed, ...stream, name, b), so the numbers do not
 * depend on how the resamples are split.
 */
export function itemBootstrap(
  kinds: ItemKinds,
  statistic: ItemStatistic,
  options: ItemBootstrapOptions,
  name: string,
): ItemBootstrap {
  const { level = 0.95, resamples = 0, seed = 0, stream = [] } = options
  checkLevel(level)
  checkCount('resamples', resamples)
  if (resamples === 0) return noBootstrap
  const { units, patternOf, multiplicity } = kinds
  const weight = new Float64Array(multiplicity.length)
  const replicates = new Float64Array(resamples)
  const generator = createGenerator(seed, ...stream, name)
  let defined = 0
  for (let resample = 0; resample < resamples; resample++) {
    generator.restart(resample)
    weight.fill(0)
    for (let draw = 0; draw < units; draw++) {
      const kind = patternOf[generator.integerBelow(units)]!
      weight[kind] = weight[kind]! + 1
    }
    const value = statistic.at(weight)
    if (value === null) continue
    replicates[defined] = value
    defined += 1
  }
  const jackknife = units < fewestForBca ? null : itemByItem(patternOf, statistic.leaveOneOut)
  const drawn = replicates.subarray(0, defined)
  const { percentile, bca, degenerate } = bootstrapIntervals(statistic.estimate, drawn, jackknife, level)
  return { percentile, bca, undefinedReplicates: resamples - defined, degenerate }
}

/** Null when one of the values is undefined. */
function itemByItem(patternOf: Int32Array, values: readonly (number | null)[]): Float64Array | null {
  const items = new Float64Array(patternOf.length)
  for (let item = 0; item < patternOf.length; item++) {
    const value = values[patternOf[item]!] ?? null
    if (value === null) return null
    items[item] = value
  }
  return items
}

/**
 * Leave-one-item-out standard error, sqrt((n - 1)/n sum (value_i - mean)^2), kinds counted as often as they occur;
 * null when one of the values is undefined.
 */
export function jackknifeError(
  multiplicity: ArrayLike<number>,
  values: readonly (number | null)[],
): number | null {
  let n = 0
  let sum = 0
  for (const [kind, value] of values.entries()) {
    const times = multiplicity[kind]!
    if (times === 0) continue
    if (value === null) return null
    n += times
    sum += value * times
  }
  const mean = sum / n
  let squares = 0
  for (const [kind, value] of values.entries()) {
    const deviation = (value ?? mean) - mean
    squares += multiplicity[kind]! * deviation * deviation
  }
  return Math.sqrt(((n - 1) / n) * squares)
}
