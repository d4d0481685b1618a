import { expect, it } from 'vitest'
import { planUnits } from '../../review/assignment/plan-units.ts'
import { designOf } from '../../review/assignment/testing/designs.ts'
import { shareOfReviewer } from './share-of-reviewer.ts'

// Ten questions of the study, each dealt out three times, three of the thirty once more; one of gold, one of training.
const { units } = planUnits(
  designOf({
    questions: 12,
    section: {
      reviewersPerQuestion: 3,
      repeatShare: 0.1,
      training: [{ item: 'q0' }],
      gold: [{ item: 'q1', marks: [{ axis: 'x', better: 'a', worse: 'b' }] }],
    },
  }),
)

it.each([
  ['nothing that the protocol does not say', null, null, null],
  ['the limit', 3, null, 3],
  ['the limit before the number of reviewers', 3, 5, 3],
  ['an even part of the 33, and gold', null, 5, 8],
  ['what there is, where the limit is above', 40, null, 14],
  ['what there is, where one does all', null, 1, 14],
] as const)('is %s', (_, most, reviewers, share) => {
  expect(shareOfReviewer({ most, reviewers }, units)).toBe(share)
})
