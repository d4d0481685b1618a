import { rubricItemScore } from '../../../src/statistics/rubric/item-score.ts'
import type { Sample } from '../sample.ts'
import { marksOf } from './marks-of-answers.ts'

export const title =
  "Invented points: 5 for an answer that both reviewers find right, 3 for one that either marks 4, -8 for one that either marks 1. What does Scree's answer to question 10 score?"

export function example(sample: Sample) {
  const marks = marksOf(sample, 'q10', 'Scree').filter((mark) => mark !== null)
  return rubricItemScore([
    { points: 5, met: marks.every((mark) => mark >= 3) },
    { points: 3, met: marks.some((mark) => mark === 4) },
    { points: -8, met: marks.some((mark) => mark === 1) },
  ])
}
