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

const protocol = (marked: readonly string[] = axes.map(({ id }) => id)) => ({
  document: { axes: [...axes] },
  plan: { review: { axes: marked } },
})
const criteria = [
  { id: 'dose', text: 'Gives the dose.', points: 7, tags: ['axis:accuracy'] },
  { id: 'harm', text: 'Advises to wait.', points: -8, tags: [] },
]

it('shows the axes of a form with every mark that can be given', () => {
  expect(deskAxes(protocol(), 'pairwise', criteria)).toEqual([
    { form: 'pairwise', id: 'utility', label: 'utility', question: 'Which helps more?' },
  ])
  expect(deskAxes(protocol(), 'absolute', null)[0]).toEqual({
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
  expect(markedAxes(protocol(), 'absolute', null)).toEqual([
    { id: 'correct', by: 'points', points: [1, 2, 3, 4] },
    { id: 'fine', by: 'points', points: [0, 0.1, 0.2, 0.3] },
    { id: 'harm', by: 'points', points: [0, 1] },
  ])
})

it('says which end of a scale is the best where the protocol has no words for it', () => {
  const marks = (better: 'higher' | 'lower' | undefined) => {
    const axis = {
      id: 'a',
      form: 'absolute',
      scale: { kind: 'ordinal', min: 1, max: 3, anchors: { 3: 'Grave' } },
    } as const
    const written = better === undefined ? axis : { ...axis, better }
    const [shown] = deskAxes(
      { document: { axes: [written] }, plan: { review: { axes: ['a'] } } },
      'absolute',
      null,
    )
    return shown?.form === 'absolute' ? shown.marks.map(({ anchor }) => anchor) : []
  }
  expect(marks('lower')).toEqual(['Best', null, 'Grave'])
  expect(marks(undefined)).toEqual(['Worst', null, 'Grave'])
})

it('shows the words of criteria and neither points nor tags, where the item has criteria', () => {
  expect(deskAxes(protocol(), 'absolute', criteria).at(-1)).toEqual({
    form: 'rubric',
    id: 'score',
    label: 'score',
    question: null,
    criteria: [
      { id: 'dose', text: 'Gives the dose.' },
      { id: 'harm', text: 'Advises to wait.' },
    ],
  })
  expect(markedAxes(protocol(), 'absolute', criteria).at(-1)).toEqual({
    id: 'score',
    by: 'criteria',
    criteria,
  })
})

it('leaves to judges and to the answer key what the protocol does not give to reviewers', () => {
  expect(deskAxes(protocol(['harm', 'utility']), 'absolute', criteria).map(({ id }) => id)).toEqual(['harm'])
})
