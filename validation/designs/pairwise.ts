import { createGenerator } from '../../src/statistics/random/generator.ts'
import { balancedPairs, type PairwiseDesign } from '../../src/statistics/simulation/balanced-pairs.ts'
import { latentDifferenceFor } from '../../src/statistics/simulation/latent-difference.ts'
import {
  createPairwiseVotes,
  type PairwiseVotes,
  voteSharesByLevel,
} from '../../src/statistics/simulation/pairwise-votes.ts'
import type { TrialSource } from '../study.ts'
import type { Level } from './crossed.ts'

/** Blinded comparisons of four systems. */
export interface PairwiseTrial {
  readonly level: Level
  readonly comparisons: () => PairwiseDesign
  readonly tieShare: number
  readonly missingShare?: number
  /** True win difference of the first system against every other; the others are equal. 0 when left out. */
  readonly winDifference?: number
  /** Latent strengths instead of `winDifference`. */
  readonly strengths?: readonly number[]
}

const systems = 4

export function compared(
  questions: number,
  reviewers: number,
  reviewersPerQuestion: number,
  pairsPerReviewer: number,
): () => PairwiseDesign {
  return () =>
    balancedPairs({ questions, reviewers, reviewersPerQuestion, systems, pairsPerReviewer, seed: 1 })
}

/** Comparisons dealt by lot to reviewers whose shares of the work fall off as 1/(place + 5). */
export function comparedUnequally(questions: number, reviewers: number, perQuestion: number): PairwiseDesign {
  const even = balancedPairs({
    questions,
    reviewers,
    reviewersPerQuestion: perQuestion,
    systems,
    pairsPerReviewer: 1,
    seed: 1,
  })
  const weights = Float64Array.from({ length: reviewers }, (_, place) => 1 / (place + 5))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const generator = createGenerator(1, 'unequal reviewers')
  const reviewer = even.reviewer.map(() => {
    let left = generator.uniform() * total
    let place = 0
    while (place < reviewers - 1 && left > weights[place]!) {
      left -= weights[place]!
      place += 1
    }
    return place
  })
  return { ...even, reviewer }
}

export function pairwiseVotes(trial: PairwiseTrial, source: TrialSource): PairwiseVotes {
  const latent = latentDifferenceFor(trial.winDifference ?? 0, trial.tieShare)
  return createPairwiseVotes({
    design: trial.comparisons(),
    shares: voteSharesByLevel[trial.level],
    strengths: trial.strengths ?? [latent, 0, 0, 0],
    tieShare: trial.tieShare,
    missingShare: trial.missingShare ?? 0,
    ...source,
  })
}
