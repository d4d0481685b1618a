import { checkCount, checkFinite, checkProbability, checkSameLength } from '../argument.ts'
import { normalQuantile } from '../distributions/normal.ts'
import { createGenerator } from '../random/generator.ts'
import type { PairwiseDesign } from './balanced-pairs.ts'
import { countOf, fillNormal } from './crossed-marks.ts'

/** Shares of the variance of a vote's latent difference, which is 1 in all. */
export interface VoteShares {
  /** Share of the question: a system that suits a question suits it for everyone. */
  readonly question: number
  /** Share of the reviewer's taste for one system over another. Both together are at most 1. */
  readonly reviewer: number
}

/** Shares seen in reader studies (low, mid) and a pessimistic guess (high). */
export const voteSharesByLevel = {
  low: { question: 0.1, reviewer: 0.02 },
  mid: { question: 0.25, reviewer: 0.05 },
  high: { question: 0.4, reviewer: 0.15 },
} as const satisfies Readonly<Record<string, VoteShares>>

export interface PairwiseVotesInput {
  readonly design: PairwiseDesign
  readonly shares: VoteShares
  /** Latent strength of every system, in standard deviations of the latent difference of one vote. */
  readonly strengths: readonly number[]
  /** Share of ties between equal systems, from 0 to below 1; 0 when left out. */
  readonly tieShare?: number
  /** Share of votes that are lost, each on its own; 0 when left out. */
  readonly missingShare?: number
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this simulation. */
  readonly stream?: readonly (number | string)[]
}

/** A trial of votes that can be drawn again and again into the same array. */
export interface PairwiseVotes {
  readonly design: PairwiseDesign
  /** Votes of the last trial drawn: 1 the first slot won, 0 tie, -1 the second slot won, NaN no vote. */
  readonly votes: Float64Array
  /**
   * Draws trial `trial` (0, 1, 2, ...) from its own stream (seed, ...stream, 'trial', trial): the votes do not
   * depend on which trials were drawn before.
   */
  draw(trial: number): void
}

/**
 * Simulates votes between systems. The latent difference of a vote between a and b by reviewer r on question q is
 *
 *     strength(a) - strength(b) + QS(q, a) - QS(q, b) + RS(r, a) - RS(r, b) + e
 *
 * with independent normal parts whose variances are half the question's share, half the reviewer's share and the
 * rest of 1. Inside the band that holds `tieShare` of a standard normal the vote is a tie, outside it the sign.
 */
export function createPairwiseVotes(input: PairwiseVotesInput): PairwiseVotes {
  checkInput(input)
  const { design, shares, strengths } = input
  const { question, reviewer, first, second } = design
  const missingShare = input.missingShare ?? 0
  const systems = strengths.length
  const n = question.length
  const votes = new Float64Array(n)
  const byQuestion = new Float64Array(countOf(question) * systems)
  const byReviewer = new Float64Array(countOf(reviewer) * systems)
  const band = tieBand(input.tieShare ?? 0)
  const sdQuestion = Math.sqrt(shares.question / 2)
  const sdReviewer = Math.sqrt(shares.reviewer / 2)
  const sdResidual = Math.sqrt(Math.max(0, 1 - shares.question - shares.reviewer))
  const generator = createGenerator(input.seed ?? 0, ...(input.stream ?? []), 'trial')

  function draw(trial: number): void {
    checkCount('trial', trial)
    generator.restart(trial)
    fillNormal(generator, byQuestion, sdQuestion)
    fillNormal(generator, byReviewer, sdReviewer)
    for (let row = 0; row < n; row++) {
      const a = first[row]!
      const b = second[row]!
      const q = question[row]! * systems
      const r = reviewer[row]! * systems
      const latent =
        strengths[a]! -
        strengths[b]! +
        (byQuestion[q + a]! - byQuestion[q + b]!) +
        (byReviewer[r + a]! - byReviewer[r + b]!) +
        sdResidual * generator.normal()
      votes[row] = latent > band ? 1 : latent < -band ? -1 : 0
    }
    if (missingShare === 0) return
    for (let row = 0; row < n; row++) if (generator.uniform() < missingShare) votes[row] = Number.NaN
  }

  return { design, votes, draw }
}

/** Half-width of the band about 0 that holds `tieShare` of a standard normal. */
export function tieBand(tieShare: number): number {
  if (!(tieShare >= 0 && tieShare < 1)) {
    throw new RangeError(`tieShare must be at least 0 and below 1, not ${tieShare}`)
  }
  return normalQuantile(0.5 + tieShare / 2)
}

function checkInput({ design, shares, strengths, missingShare = 0 }: PairwiseVotesInput): void {
  const n = design.question.length
  checkSameLength('reviewer', design.reviewer.length, n)
  checkSameLength('first', design.first.length, n)
  checkSameLength('second', design.second.length, n)
  checkProbability('question share', shares.question)
  checkProbability('reviewer share', shares.reviewer)
  checkProbability('sum of the shares', shares.question + shares.reviewer)
  checkProbability('missingShare', missingShare)
  for (const strength of strengths) checkFinite('strength', strength)
  for (let row = 0; row < n; row++) {
    const a = design.first[row]!
    const b = design.second[row]!
    if (!(a >= 0 && a < strengths.length && b >= 0 && b < strengths.length && a !== b)) {
      throw new RangeError(
        `comparison ${row} must be of two of ${strengths.length} systems, not ${a} and ${b}`,
      )
    }
  }
}
