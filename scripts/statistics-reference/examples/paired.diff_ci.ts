import { pairedDifferenceIntervals } from '../../../src/statistics/paired/diff-ci.ts'
import type { Sample } from '../sample.ts'
import { rightTable } from './marks-of-answers.ts'

export const title =
  'Right is an answer that both reviewers marked 3 or 4. By how many points is Tarn more often right than Moor? In truth they are as good as equal.'

export function example(sample: Sample) {
  return pairedDifferenceIntervals(rightTable(sample, 'Tarn', 'Moor'))
}
