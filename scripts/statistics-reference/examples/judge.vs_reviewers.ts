import { judgeVersusReviewers } from '../../../src/statistics/judge/vs-reviewers.ts'
import type { Sample } from '../sample.ts'
import { arms } from './comparison-counts.ts'

export const title =
  'The sample has no model judge, so we let reviewer R01 stand for one. Does it agree with the others as well as they do with each other?'

export function example(sample: Sample) {
  const right = (mark: number | null) => (mark === null ? null : mark >= 3)
  const reviewers = [...new Set(sample.marks.map((row) => row.reviewer))].filter((name) => name !== 'R01')
  const answers = sample.items.flatMap(({ key }) => arms.map((arm) => ({ key, arm })))
  const markBy = (reviewer: string, key: string, arm: string) =>
    right(
      sample.marks.find((row) => row.reviewer === reviewer && row.question === key && row.answer === arm)
        ?.mark ?? null,
    )
  // Answers by reviewers: two marks in each row, for R01's own questions one.
  return judgeVersusReviewers(
    answers.map(({ key, arm }) => reviewers.map((reviewer) => markBy(reviewer, key, arm))),
    answers.map(({ key, arm }) => markBy('R01', key, arm)),
    reviewers.length,
  )
}
