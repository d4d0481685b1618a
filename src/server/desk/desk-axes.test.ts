import { expect, it } from 'vitest'
import { deskAxes, markedAxes } from './desk-axes.ts'

const axes = [
  { id: 'utility', form: 'pairwise', question: 'Which helps more?' },
  {
    id: 'correct',
    label: 'Correctness',
    form: 'absolute',
    scale: { kind: 'ordinal', min: 1, max: 4, anchors: { 1: 'Wrong', 4: 'Right' } },
  },
  { id: 'fine', form: 'absolute', scale: { kind: 'ordinal', min: 0, max: 0.3, step: 0.1 } },
  { id: 'harm', form: 'absolute', better: 'lower', scale: { kind: 'binary' } },
  { id: 'score', form: 'absolute', scale: { kind: 'rubric' } },
] as const

it('shows the axes of a form with every mark that can be given, and leaves rubric scores to judges', () => {
  expect(deskAxes(axes, 'pairwise')).toEqual([
    { form: 'pairwise', id: 'utility', label: 'utility', question: 'Which helps more?' },
  ])
  expect(deskAxes(axes, 'absolute')[0]).toEqual({
    form: 'absolute',
    id: 'correct',
    label: 'Correctness',
    question: null,
    marks: [
      { value: 1, anchor: 'Wrong' },
      { value: 2, anchor: null },
      { value: 3, anchor: null },
      { value: 4, anchor: 'Right' },
    ],
  })
  expect(markedAxes(axes, 'absolute').map(({ id, marks }) => [id, marks])).toEqual([
    ['correct', [1, 2, 3, 4]],
    ['fine', [0, 0.1, 0.2, 0.3]],
    ['harm', [0, 1]],
  ])
})
