import { krippendorffAlpha } from '../../../src/statistics/agreement/krippendorff.ts'
import type { Sample } from '../sample.ts'
import { arms } from './comparison-counts.ts'
import { marksOf } from './marks-of-answers.ts'

export const title = 'Do the two reviewers of an answer mark its correctness alike?'

export function example(sample: Sample) {
  // One row per answer, with the marks (1 to 4) of its two reviewers.
  const answers = sample.items.flatMap(({ key }) => arms.map((arm) => marksOf(sample, key, arm)))
  return krippendorffAlpha(answers, 'ordinal', { resamples: 2000, seed: 1 })
}
