import { proportionInterval } from '../../../src/statistics/proportion/proportion-interval.ts'
import type { Sample } from '../sample.ts'
import { isRight } from './marks-of-answers.ts'

export const title =
  "How sure is the share of Tarn's answers that both reviewers marked 3 or 4, from 36 questions?"

export function example(sample: Sample) {
  const right = sample.items.filter(({ key }) => isRight(sample, key, 'Tarn')).length
  return { share: right / sample.items.length, ci: proportionInterval(right, sample.items.length) }
}
