import { checkCount, checkLevel, checkSameLength } from '../argument.ts'
import { denseCodes, rowsByCluster } from '../crossed/cluster-codes.ts'
import { createGenerator, type Generator } from '../random/generator.ts'
import { type ReplicateSummary, replicateSummary } from './replicate-summary.ts'

/** Values with their question and their reviewer, one entry per row. */
export interface PigeonholeSource {
  /** Finite numbers. */
  readonly values: ArrayLike<number>
  /** Cluster codes, any 32-bit whole numbers. */
  readonly question: ArrayLike<number>
  /** Reviewer of each row, any 32-bit whole numbers. */
  readonly reviewer: ArrayLike<number>
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this bootstrap. */
  readonly stream?: readonly (number | string)[]
}

export interface PigeonholeInput extends PigeonholeSource {
  /** 10,000 when left out. */
  readonly resamples?: number
  /** 0.95 when left out. */
  readonly level?: number
}

export interface PigeonholeResult extends ReplicateSummary {
  /** Mean of the values; null without rows. */
  readonly estimate: number | null
  /** Rows used. */
  readonly n: number
  /** Questions that were drawn from. */
  readonly nQuestions: number
  /** Reviewers that were drawn from. */
  readonly nReviewers: number
}

/** It is too wide as a rule, so its percentiles need no help from so many clusters on. */
const enoughClusters = 10

/**
 * Pigeonhole bootstrap of a mean: questions and reviewers are resampled independently, each as many as there are
 * with replacement, and a row weighs the product of the counts of its question and its reviewer. A resample that
 * holds no row is counted and left out.
 *
 * It is a sensitivity analysis, never the primary interval: where most cells hold one mark it counts the residual
 * about three times and is far too wide, and with very few reviewers who differ it is too short. With one question
 * or one reviewer nothing is defined; with two to nine of the fewer kind `ci` is a t interval on that number less
 * one, and `percentile` is still given.
 *
 * @method boot.pigeonhole
 * @question Does the result hold when questions and reviewers are both drawn anew?
 * @standing sensitivity
 * @source Owen 2007
 * @pinned Python 3.11, numpy 1.24.2: multinomial counts of both kinds, 400,000 resamples
 */
export function pigeonholeBootstrap(input: PigeonholeInput): PigeonholeResult {
  const resamples = input.resamples ?? 10_000
  const level = input.level ?? 0.95
  checkLevel(level)
  if (!(Number.isSafeInteger(resamples) && resamples >= 1)) {
    throw new RangeError(`resamples must be a whole number of at least 1, not ${resamples}`)
  }
  const n = input.values.length
  const nQuestions = denseCodes(input.question).count
  const nReviewers = denseCodes(input.reviewer).count
  const clusters = Math.min(nQuestions, nReviewers)
  let sum = 0
  for (let row = 0; row < n; row++) sum += input.values[row]!
  const estimate = n === 0 ? null : sum / n
  const replicates = clusters < 2 ? new Float64Array(0) : pigeonholeReplicates(input, 0, resamples)
  const summary = replicateSummary(
    replicates,
    estimate,
    { clusters, df: clusters - 1, enough: enoughClusters },
    level,
  )
  return { estimate, n, nQuestions, nReviewers, ...summary }
}

/**
 * The means of the resamples `from` to `to - 1`; NaN for a resample without rows. Resample b draws from its own
 * stream (seed, ...stream, 'pigeonhole', b), so the numbers do not depend on how the resamples are split.
 */
export function pigeonholeReplicates(source: PigeonholeSource, from: number, to: number): Float64Array {
  checkCount('from', from)
  checkCount('to', to)
  const { values } = source
  checkSameLength('question', source.question.length, values.length)
  checkSameLength('reviewer', source.reviewer.length, values.length)
  const questions = denseCodes(source.question)
  const reviewers = denseCodes(source.reviewer)
  const { rows, starts } = rowsByCluster(questions)
  const value = Float64Array.from(rows, (row) => values[row]!)
  const reviewer = Int32Array.from(rows, (row) => reviewers.code[row]!)
  if (value.some((one) => !Number.isFinite(one))) throw new RangeError('values must be finite')
  const questionCounts = new Float64Array(questions.count)
  const reviewerCounts = new Float64Array(reviewers.count)
  const replicates = new Float64Array(Math.max(0, to - from))
  const generator = createGenerator(source.seed ?? 0, ...(source.stream ?? []), 'pigeonhole')
  for (let resample = from; resample < to; resample++) {
    generator.restart(resample)
    drawCounts(generator, questionCounts)
    drawCounts(generator, reviewerCounts)
    let above = 0
    let below = 0
    for (let question = 0; question < questions.count; question++) {
      const times = questionCounts[question]!
      if (times === 0) continue
      let sum = 0
      let weight = 0
      for (let place = starts[question]!; place < starts[question + 1]!; place++) {
        const count = reviewerCounts[reviewer[place]!]!
        sum += count * value[place]!
        weight += count
      }
      above += times * sum
      below += times * weight
    }
    replicates[resample - from] = below === 0 ? Number.NaN : above / below
  }
  return replicates
}

/** As many draws with replacement as there are clusters, counted. */
function drawCounts(generator: Generator, counts: Float64Array): void {
  counts.fill(0)
  for (let draw = 0; draw < counts.length; draw++) {
    const cluster = generator.integerBelow(counts.length)
    counts[cluster] = counts[cluster]! + 1
  }
}
