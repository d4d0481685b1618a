import { normalMixtureCs } from '../../../src/statistics/sequential/normal-mixture-cs.ts'
import type { Sample } from '../sample.ts'
import { questionVotes } from './question-votes.ts'

export const title =
  'Looking after 10, 20 and all questions: how far is Tarn ahead of Moor for clinical utility? In truth not at all.'

export function example(sample: Sample) {
  // One score per question, in the order of their numbers: the mean of its comparisons.
  const votes = questionVotes(sample, 'clinical utility', 'Tarn', 'Moor')
  const means = votes.map(({ sum, n }) => sum / n)
  return normalMixtureCs({ x: means, at: [10, 20, means.length] })
}
