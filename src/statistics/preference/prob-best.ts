import { checkCount, checkFinite, checkSameLength } from '../argument.ts'
import { normalCdf } from '../distributions/normal.ts'
import { createGenerator } from '../random/generator.ts'
import { pairVariance } from './rank-sets.ts'
import { semidefiniteRoot } from './symmetric-matrix.ts'

export interface ProbBestInput {
  /** One estimate per system, higher is better. */
  readonly estimates: readonly number[]
  /** Their covariance. It may be singular (log worths sum to 0); what rounding makes negative counts as 0. */
  readonly cov: readonly (readonly number[])[]
  /** Number of draws; 100,000 when left out. */
  readonly draws?: number
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this table. */
  readonly stream?: readonly (number | string)[]
}

export interface ProbBest {
  /** Chance that each system is the best, summing to 1; systems that cannot be told apart share it. */
  readonly probBest: readonly number[]
  /** Monte Carlo standard error of each chance. */
  readonly seProbBest: readonly number[]
  /** Expected rank, 1 is the best; exact, not drawn. */
  readonly expectedRank: readonly number[]
  readonly draws: number
}

/** Draws that share a stream of random numbers; the unit in which work may be split. */
export const drawsPerBlock = 1000
/** Values closer than this share of the largest standard deviation are level: their difference is rounding. */
const levelShare = 1e-9

/**
 * Chance of being the best, and expected rank, if the true values were normal about the estimates with the given
 * covariance. A description of the estimates' uncertainty, not a test: `rankSets` carries the claim.
 *
 * The chance is the share of draws in which the system comes first. The expected rank of i needs no draws:
 * 1 + sum over j of Phi((estimate j - estimate i)/sd of the difference), with 1, 1/2 or 0 where that sd is 0. A
 * covariance of zeros gives the ranks of the estimates; ties share chances and ranks.
 *
 * Block k of draws takes its numbers from its own stream (seed, ...stream, 'draws', k), so `bestCounts` over parts
 * adds up to the same result. Time is O(draws x systems^2).
 *
 * @method pref.prob_best
 * @question How likely is each system to be the best one?
 * @standing descriptive
 * @source Salanti, Ades and Ioannidis 2011
 * @pinned Python numpy 1.24.2: multivariate_normal, share of argmax over 1,000,000 draws
 */
export function probBest(input: ProbBestInput): ProbBest {
  const draws = input.draws ?? 100_000
  if (!(Number.isSafeInteger(draws) && draws >= 1)) {
    throw new RangeError(`draws must be a whole number of at least 1, not ${draws}`)
  }
  const counts = bestCounts(input, 0, Math.ceil(draws / drawsPerBlock))
  const share = Array.from(counts, (count) => Math.min(1, count / draws))
  return {
    probBest: share,
    seProbBest: share.map((p) => Math.sqrt((p * (1 - p)) / draws)),
    expectedRank: expectedRanks(input),
    draws,
  }
}

/** How often each system came first in the blocks `from` to `to - 1`; systems level in a draw share it. */
export function bestCounts(input: ProbBestInput, from: number, to: number): Float64Array {
  checkCovariance(input)
  checkCount('from', from)
  checkCount('to', to)
  const { estimates } = input
  const draws = input.draws ?? 100_000
  const size = estimates.length
  const { root, columns } = semidefiniteRoot(Float64Array.from(input.cov.flat()), size)
  const level = levelShare * Math.sqrt(input.cov.reduce((most, row, i) => Math.max(most, row[i]!), 0))
  const counts = new Float64Array(size)
  const deviate = new Float64Array(columns)
  const value = new Float64Array(size)
  const generator = createGenerator(input.seed ?? 0, ...(input.stream ?? []), 'draws')
  for (let block = from; block < to; block++) {
    generator.restart(block)
    const length = Math.min(drawsPerBlock, draws - block * drawsPerBlock)
    for (let draw = 0; draw < length; draw++) {
      for (let k = 0; k < columns; k++) deviate[k] = generator.normal()
      let best = Number.NEGATIVE_INFINITY
      for (let i = 0; i < size; i++) {
        let sum = estimates[i]!
        for (let k = 0; k < columns; k++) sum += root[i * columns + k]! * deviate[k]!
        value[i] = sum
        if (sum > best) best = sum
      }
      let first = 0
      for (let i = 0; i < size; i++) if (value[i]! >= best - level) first += 1
      for (let i = 0; i < size; i++) if (value[i]! >= best - level) counts[i] = counts[i]! + 1 / first
    }
  }
  return counts
}

function expectedRanks({ estimates, cov }: ProbBestInput): number[] {
  return estimates.map((own, i) =>
    estimates.reduce((rank, other, j) => {
      if (i === j) return rank
      const variance = pairVariance(cov, i, j)
      if (variance !== null) return rank + normalCdf((other - own) / Math.sqrt(variance))
      return rank + (other > own ? 1 : other === own ? 0.5 : 0)
    }, 1),
  )
}

function checkCovariance({ estimates, cov }: ProbBestInput): void {
  checkSameLength('cov', cov.length, estimates.length)
  estimates.forEach((estimate, i) => {
    checkFinite(`estimate ${i}`, estimate)
    checkSameLength(`row ${i} of cov`, cov[i]?.length ?? 0, estimates.length)
    cov[i]?.forEach((entry, j) => {
      checkFinite(`cov ${i}, ${j}`, entry)
    })
    if (!(cov[i]![i]! >= 0)) throw new RangeError(`variance ${i} must be at least 0, not ${cov[i]![i]}`)
  })
}
