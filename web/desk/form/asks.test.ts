import { expect, it } from 'vitest'
import type { DeskAxis, TaskForm } from '../../../src/server/contract/desk.ts'
import { askAfter, asksOf, saidTo, unanswered } from './asks.ts'

const overall: DeskAxis = { form: 'pairwise', id: 'overall', label: 'Overall', question: 'Which is better?' }
const scale = (values: readonly number[], anchors: readonly (string | null)[] = []): DeskAxis => ({
  form: 'absolute',
  id: 'scale',
  label: 'Correctness',
  question: null,
  marks: values.map((value, index) => ({ value, anchor: anchors[index] ?? null })),
})
const keysOf = (axis: DeskAxis) =>
  asksOf({ axes: [axis] }, 1, { adequacy: false })[0]?.choices.map((choice) => choice.key)

const form: TaskForm = { marks: { overall: 'tie' }, adequate: [null, false], unsafe: [], comment: null }

it('asks the axes first, then whether each answer would be acted on', () => {
  const asks = asksOf({ axes: [overall] }, 2, { adequacy: true })
  expect(asks.map((ask) => ask.label)).toEqual([
    'Overall',
    'Would you act on answer A?',
    'Would you act on answer B?',
  ])
})

it('names an answer that stands alone plainly, and leaves out what is not asked', () => {
  expect(asksOf({ axes: [overall] }, 1, { adequacy: true })[1]?.label).toBe('Would you act on the answer?')
  expect(asksOf({ axes: [overall] }, 2, { adequacy: false })).toHaveLength(1)
})

it('gives five choices of a pair the keys from 1 to 5', () => {
  expect(keysOf(overall)).toEqual(['1', '2', '3', '4', '5'])
})

it('gives a mark its own digit, and none where a digit is not enough', () => {
  expect(keysOf(scale([1, 2, 3, 4]))).toEqual(['1', '2', '3', '4'])
  expect(keysOf(scale([0, 1]))).toEqual(['0', '1'])
  expect(keysOf(scale([8, 9, 10]))).toEqual(['8', '9', null])
  expect(keysOf(scale([-1, 0, 1]))).toEqual(['1', '2', '3'])
  expect(keysOf(scale([0, 0.5, 1]))).toEqual(['1', '2', '3'])
})

it('says no and yes for a binary mark without anchors', () => {
  const [ask] = asksOf({ axes: [scale([0, 1])] }, 1, { adequacy: false })
  expect(ask?.choices.map((choice) => choice.label)).toEqual(['No', 'Yes'])
  expect(ask?.layout).toBe('row')
  expect(asksOf({ axes: [scale([0, 1], ['harmful'])] }, 1, { adequacy: false })[0]?.layout).toBe('column')
})

it('knows a "no" and a zero from no answer', () => {
  const asks = asksOf({ axes: [overall, scale([0, 1])] }, 2, { adequacy: true })
  expect(asks.map((ask) => saidTo(form, ask))).toEqual(['tie', null, null, false])
  expect(unanswered(form, asks).map((ask) => ask.id)).toEqual(['axis-scale', 'adequacy-0'])
  const zero = { ...form, marks: { overall: 'tie', scale: 0 } } satisfies TaskForm
  expect(unanswered(zero, asks).map((ask) => ask.id)).toEqual(['adequacy-0'])
})

it('goes from ask to ask and stops after the last', () => {
  const asks = asksOf({ axes: [overall] }, 2, { adequacy: true })
  expect(askAfter(asks, 'axis-overall')?.id).toBe('adequacy-0')
  expect(askAfter(asks, 'adequacy-1')).toBe(null)
  expect(askAfter(asks, 'gone')).toBe(null)
})
