import { expect, it } from 'vitest'
import type { DeskAxis, TaskForm } from '../../../src/server/contract/desk.ts'
import { askAfter, asksOf, inParts, saidTo, unanswered, withAnswer } from './asks.ts'

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

const rubric: DeskAxis = {
  form: 'rubric',
  id: 'rubric',
  label: 'Content',
  question: 'Which of these does it do?',
  criteria: [
    { id: 'dose', text: 'Gives the dose.' },
    { id: 'constructor', text: 'Advises to wait.' },
  ],
}

it('asks of every criterion whether it is met, and knows "not met" from no answer', () => {
  const asks = asksOf({ axes: [overall, rubric] }, 1, { adequacy: true })
  expect(asks.map(({ id, label }) => [id, label])).toEqual([
    ['axis-overall', 'Overall'],
    ['axis-rubric-1', 'Gives the dose.'],
    ['axis-rubric-2', 'Advises to wait.'],
    ['adequacy-0', 'Would you act on the answer?'],
  ])
  const [, dose, wait] = asks
  if (dose === undefined || wait === undefined) throw new Error('four asks')
  expect(dose.choices.map(({ label, key, value }) => [label, key, value])).toEqual([
    ['Met', '1', true],
    ['Not met', '2', false],
  ])
  const none: TaskForm = { marks: {}, adequate: [null], unsafe: [], comment: null }
  expect([saidTo(none, dose), saidTo(none, wait)]).toEqual([null, null])
  const some = withAnswer(none, wait, false)
  expect(some.marks).toEqual({ rubric: { constructor: false } })
  expect([saidTo(some, dose), saidTo(some, wait)]).toEqual([null, false])
  expect(withAnswer(some, dose, true).marks).toEqual({ rubric: { constructor: false, dose: true } })
  expect(withAnswer(some, dose, 1)).toBe(some)
  expect(unanswered(some, asks).map(({ id }) => id)).toEqual(['axis-overall', 'axis-rubric-1', 'adequacy-0'])
})

it('puts the criteria of an axis together', () => {
  const asks = asksOf({ axes: [rubric, overall, { ...rubric, id: 'other' }] }, 1, { adequacy: true })
  expect(inParts(asks).map((one) => [one.part?.axis ?? null, one.asks.length])).toEqual([
    ['rubric', 2],
    [null, 1],
    ['other', 2],
    [null, 1],
  ])
})
