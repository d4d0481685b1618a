import { summariseReplicates } from '../../../statistics/bootstrap/cluster-bootstrap.ts'
import { clusterReplicates } from '../../../statistics/bootstrap/cluster-replicates.ts'
import { twoWayError } from '../../../statistics/crossed/two-way-error.ts'
import type { Interval } from '../../../statistics/interval.ts'
import type { Differences } from '../outcomes.ts'

/** A mean gain with its bounds; what the data leave undefined is null. */
export interface GainBounds {
  readonly estimate: number | null
  /** One-sided lower bound at the level asked for. */
  readonly lower: number | null
  /** Two-sided 95 % interval. */
  readonly interval: Interval | null
  readonly questions: number
  readonly reviewers: number | null
}

export interface BoundOptions {
  /** One-sided level of `lower`. */
  readonly alpha: number
  readonly seed: number
  readonly resamples: number
  /** Names the random numbers, so that two outcomes have draws of their own. */
  readonly stream: string
}

const twoSided = 0.95

/**
 * Bounds of a mean gain with questions as clusters, by `boot.cluster`; where reviewers marked, with both questions and
 * reviewers as clusters by the two-way standard error and t on the smaller number less 1 (`pref.win_difference`).
 *
 * Where every gain is the same there is no spread to measure. Then the share of questions that would differ is at most
 * 1 - alpha^(1/n), the exact bound of 0 of n, and each such question may be as bad as the scale allows.
 */
export function gainBounds(given: Differences, options: BoundOptions): GainBounds {
  const { gain, question, reviewer } = given
  const questions = new Set(question).size
  const reviewers = reviewer === null ? null : new Set(reviewer).size
  const counts = { questions, reviewers }
  const [first] = gain
  if (first === undefined) return { estimate: null, lower: null, interval: null, ...counts }
  if (gain.every((value) => value === first))
    return { estimate: first, ...constantBounds(first, questions, given.range, options.alpha), ...counts }
  if (reviewer !== null) {
    const at = (level: number) => twoWayError(gain, question, reviewer, { level })
    const { estimate, ci } = at(twoSided)
    return { estimate, lower: at(1 - 2 * options.alpha).ci?.lower ?? null, interval: ci, ...counts }
  }
  return { ...bootstrapped(given, options), ...counts }
}

function bootstrapped(
  { gain, question }: Differences,
  { alpha, seed, resamples, stream }: BoundOptions,
): Pick<GainBounds, 'estimate' | 'lower' | 'interval'> {
  const place = new Map([...new Set(question)].sort((a, b) => a - b).map((code, index) => [code, index]))
  const numeratorSums = new Float64Array(place.size)
  const denominatorSums = new Float64Array(place.size)
  for (let row = 0; row < gain.length; row++) {
    const cluster = place.get(question[row]!) ?? 0
    numeratorSums[cluster]! += gain[row]!
    denominatorSums[cluster]! += 1
  }
  const source = {
    numeratorSums,
    denominatorSums,
    clusters: place.size,
    statistics: 1,
    seed,
    stream: ['gate', stream],
  }
  const replicates = clusterReplicates(source, 0, resamples)
  const at = (level: number) => summariseReplicates({ ...source, level }, replicates)[0]
  const both = at(twoSided)
  return {
    estimate: both?.estimate ?? null,
    lower: at(1 - 2 * alpha)?.ci?.lower ?? null,
    interval: both?.ci ?? null,
  }
}

function constantBounds(
  value: number,
  questions: number,
  range: Differences['range'],
  alpha: number,
): Pick<GainBounds, 'lower' | 'interval'> {
  if (range === null) return { lower: null, interval: null }
  const others = (level: number) => -Math.expm1(Math.log(level) / questions)
  const mixed = (extreme: number, share: number) => (1 - share) * value + share * extreme
  const either = others((1 - twoSided) / 2)
  return {
    lower: mixed(range[0], others(alpha)),
    interval: { lower: mixed(range[0], either), upper: mixed(range[1], either) },
  }
}
