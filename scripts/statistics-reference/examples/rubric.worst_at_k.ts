import { mean } from '../../../src/statistics/moments.ts'
import { worstAtK } from '../../../src/statistics/rubric/worst-at-k.ts'
import type { Sample } from '../sample.ts'
import { arms } from './comparison-counts.ts'
import { marksOf } from './marks-of-answers.ts'

export const title =
  'A question is put to one, two or four arms drawn at random. What mark does the worst of their answers get?'

export function example(sample: Sample) {
  // The answers of the four arms stand for four answers to one question; a refusal is no answer.
  const scores = sample.items.map(({ key }) =>
    arms.map((arm) => mean(marksOf(sample, key, arm).filter((mark) => mark !== null))),
  )
  return [1, 2, 4].map((k) => ({ k, ...worstAtK(scores, k) }))
}
