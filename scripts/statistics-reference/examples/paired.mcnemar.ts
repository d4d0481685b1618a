import { mcnemar } from '../../../src/statistics/paired/mcnemar.ts'
import type { Sample } from '../sample.ts'
import { rightTable } from './marks-of-answers.ts'

export const title =
  'Both reviewers marked it 3 or 4: does Moor get more of the same questions right than Scree?'

export function example(sample: Sample) {
  return mcnemar(rightTable(sample, 'Moor', 'Scree'))
}
