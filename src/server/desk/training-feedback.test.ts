import { expect, it } from 'vitest'
import { trainingFeedback } from './training-feedback.ts'

const training = [
  {
    item: 'q1',
    note: 'The second answer **halves** the dose.',
    marks: [
      { axis: 'accuracy', better: 'tarn', worse: 'moor' },
      { axis: 'correct', arm: 'tarn', mark: 4 },
      { axis: 'rubric', arm: 'tarn', met: { dose: true, harm: false } },
    ],
  },
  { item: 'q2', note: null, marks: [] },
]
const pair = {
  task: '00000000-0000-4000-8000-000000000001',
  item: 'q1',
  form: 'pairwise',
  a: 'moor',
  b: 'tarn',
} as const

it('says by sides what was expected, and the note once', () => {
  const [task] = trainingFeedback(training, [{ ...pair, first: 'a' }])?.tasks ?? []
  expect(task?.expected).toEqual({ marks: { accuracy: 'second' }, adequate: [] })
  expect(JSON.stringify(task?.notes)).toContain('halves')
  expect(trainingFeedback(training, [{ ...pair, first: 'b' }])?.tasks[0]?.expected?.marks).toEqual({
    accuracy: 'first',
  })
  const single = { ...pair, form: 'absolute', a: 'tarn', b: null, first: 'a' } as const
  expect(trainingFeedback(training, [single])?.tasks[0]?.expected?.marks).toEqual({
    correct: 4,
    rubric: { dose: true, harm: false },
  })
  expect(trainingFeedback(training, [{ ...single, a: 'moor' }])?.tasks[0]?.expected).toBe(null)
})

it('says nothing where the authors said nothing, or the unit is no practice', () => {
  expect(trainingFeedback(training, [{ ...pair, item: 'q2', first: 'a' }])).toBe(null)
  expect(trainingFeedback(training, [])).toBe(null)
})
