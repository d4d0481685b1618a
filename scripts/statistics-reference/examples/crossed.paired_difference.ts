import { pairedDifference } from '../../../src/statistics/crossed/paired-difference.ts'
import type { Sample } from '../sample.ts'
import { pairedMarks } from './marks-of-answers.ts'

export const title =
  'Are the answers of Tarn marked as more correct than those of Beck by the same reviewers? The truth is 0.13 points.'

export function example(sample: Sample) {
  // One row per question and reviewer; where Beck refused, there is no mark and the row is dropped.
  return pairedDifference(pairedMarks(sample, 'Tarn', 'Beck'))
}
