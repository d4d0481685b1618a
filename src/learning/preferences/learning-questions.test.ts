import { expect, it } from 'vitest'
import { featureWidth } from '../../search/rank/features/feature-table.ts'
import { learningQuestionsOf } from './learning-questions.ts'
import { isHeldOut } from './reviewer-split.ts'
import { answerOf, gradedOf, pairwiseOf } from './testing/preference-of.ts'

const question = 'How is gout treated?'
const item = 'gout'
const colchicine = answerOf('one', 'Gout is treated with colchicine or naproxen.')
const nothing = answerOf('two', 'There is a lot of weather today.')
const [free = '', other = ''] = ['a', 'b', 'c', 'd', 'e', 'f'].filter((name) => !isHeldOut(name))
const mark = (parts: object) =>
  pairwiseOf({ item, question, a: colchicine, b: nothing, reviewer: free, ...parts })

it('has every distinct text as a candidate, and keeps disagreement as pairs of their own', () => {
  const copy = { ...colchicine, arm: 'three' }
  const [only, ...more] = learningQuestionsOf([
    mark({ strength: 2 }),
    mark({ reviewer: other, outcome: 'b' }),
    mark({ a: copy, reviewer: other }),
  ])
  expect(more).toEqual([])
  expect(only?.candidates).toBe(2)
  expect(only?.features).toHaveLength(2 * featureWidth)
  expect(only?.grades).toEqual([null, null])
  const row = (colchicine.textSha256 ?? '') < (nothing.textSha256 ?? '') ? 0 : 1
  expect(only?.pairs).toEqual([
    { better: row, worse: 1 - row, gap: 2, reviewer: free },
    { better: 1 - row, worse: row, gap: 1, reviewer: other },
    { better: row, worse: 1 - row, gap: 1, reviewer: other },
  ])
  // The answer that is about gout has the higher prior.
  expect(only?.prior[row]).toBeGreaterThan(only?.prior[1 - row] ?? 0)
})

it('brings grades to four points, as the mean over reviewers', () => {
  const grade = (a: typeof colchicine, points: number, reviewer: string) =>
    gradedOf({ item, question, a, grade: points, scale: [0, 2], reviewer })
  const [only] = learningQuestionsOf([
    grade(colchicine, 2, free),
    grade(colchicine, 1, other),
    grade(nothing, 0, free),
  ])
  // 1 + 3 x 2/2 = 4 and 1 + 3 x 1/2 = 2.5: mean 3.25.
  expect([...(only?.grades ?? [])].sort()).toEqual([1, 3.25])
  expect(only?.pairs.map(({ gap, reviewer }) => [gap, reviewer])).toEqual([[3, free]])
})

it('uses nothing that may not be used, and is the same in any order', () => {
  const marks = [
    mark({}),
    mark({ item: 'x1', consent: null }),
    mark({ item: 'x2', split: 'gate' }),
    mark({ item: 'x3', repeat: true }),
    mark({ item: 'x4', screened: false }),
    mark({ item: 'x5', outcome: 'tie' }),
    mark({ item: 'second' }),
  ]
  const made = learningQuestionsOf(marks)
  expect(made.map(({ id }) => id)).toEqual(['["test","gout"]', '["test","second"]'])
  expect(learningQuestionsOf([...marks].reverse())).toEqual(made)
  expect(learningQuestionsOf([])).toEqual([])
})
