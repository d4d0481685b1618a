import { gwetAgreement } from '../../../src/statistics/agreement/gwet.ts'
import type { Sample } from '../sample.ts'
import { marksOf } from './marks-of-answers.ts'

export const title =
  "Few of Tarn's answers are marked as wrong. Do its two reviewers agree on which ones are marked 1 or 2?"

export function example(sample: Sample) {
  // Two categories: 1 for an answer that is wrong at least in part, 0 for one that is not.
  const wrong = (mark: number | null) => (mark === null ? null : Number(mark <= 2))
  const answers = sample.items.map(({ key }) => marksOf(sample, key, 'Tarn').map(wrong))
  return gwetAgreement(answers, 2)
}
