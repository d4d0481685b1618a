import { betabinomial } from '../../../src/statistics/sequential/betabinomial.ts'
import type { Sample } from '../sample.ts'
import { questionVotes } from './question-votes.ts'

export const title =
  'Questions close one after the other. After which one could a board have said that Tarn is preferred to Scree?'

export function example(sample: Sample) {
  // One vote per question, in the order of their numbers: the sign of the sum of its comparisons.
  const votes = questionVotes(sample, 'clinical utility', 'Tarn', 'Scree')
  return betabinomial({ outcomes: votes.map(({ sum }) => Math.sign(sum)) })
}
