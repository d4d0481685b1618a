import { tangoNoninferiority } from '../../../src/statistics/paired/tango-noninferiority.ts'
import type { Sample } from '../sample.ts'
import { rightTable } from './marks-of-answers.ts'

export const title =
  'Is Tarn not more than 10 points less often right than Moor? Right is what both reviewers marked 3 or 4.'

export function example(sample: Sample) {
  return tangoNoninferiority(rightTable(sample, 'Tarn', 'Moor'), 0.1)
}
