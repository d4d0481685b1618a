import { expect, it } from 'vitest'
import type { DeskUnit, TaskForm } from '../../../src/server/contract/desk.ts'
import { asksOf } from './asks.ts'
import { openTask, reduceTask, type TaskAction, type TaskState } from './task-state.ts'

const answer = { blocks: [], references: [], sentences: 3 }
const task: DeskUnit['tasks'][number] = {
  task: '00000000-0000-4000-8000-000000000001',
  answers: [answer, answer],
  form: null,
  complete: false,
}
const asks = asksOf({ axes: [{ form: 'pairwise', id: 'overall', label: 'Overall', question: null }] }, 2, {
  adequacy: true,
})
const [overall, actOnA, actOnB] = asks
if (overall === undefined || actOnA === undefined || actOnB === undefined) throw new Error('three asks')

const after = (...actions: readonly TaskAction[]) =>
  actions.reduce<TaskState>((state, action) => reduceTask(state, action, asks), openTask(task, null))
const mark = (value: 'first' | 'tie'): TaskAction => ({ kind: 'answer', ask: overall, value })
const all: readonly TaskAction[] = [
  mark('first'),
  { kind: 'answer', ask: actOnA, value: true },
  { kind: 'answer', ask: actOnB, value: false },
]

it('starts with nothing said', () => {
  expect(after().form).toEqual({ marks: {}, adequate: [null, null], unsafe: [], comment: null })
})

it('keeps what each ask was answered', () => {
  expect(after(...all).form).toMatchObject({ marks: { overall: 'first' }, adequate: [true, false] })
})

it('gives back the same object where nothing changes, so that nothing is sent', () => {
  const state = after(mark('tie'))
  expect(reduceTask(state, mark('tie'), asks)).toBe(state)
  expect(reduceTask(after(), { kind: 'undo' }, asks).form).toEqual(after().form)
  const none: TaskAction = { kind: 'unsafe', answer: 0, sentence: 1, level: null }
  expect(reduceTask(state, none, asks)).toBe(state)
})

it('undoes step by step down to nothing, the first mark too', () => {
  expect(after(mark('first'), mark('tie'), { kind: 'undo' }).form.marks).toEqual({ overall: 'first' })
  expect(after(mark('first'), { kind: 'undo' }).form.marks).toEqual({})
})

it('undoes a typed comment as one step', () => {
  const typed: readonly TaskAction[] = ['D', 'Do', 'Dose'].map((text) => ({ kind: 'comment', text }))
  expect(after(mark('tie'), ...typed).form.comment).toBe('Dose')
  expect(after(mark('tie'), ...typed, { kind: 'undo' }).form).toMatchObject({
    marks: { overall: 'tie' },
    comment: null,
  })
})

it('keeps one level per sentence, in reading order', () => {
  const state = after(
    { kind: 'unsafe', answer: 1, sentence: 0, level: 'minor' },
    { kind: 'unsafe', answer: 0, sentence: 2, level: 'severe' },
    { kind: 'unsafe', answer: 1, sentence: 0, level: 'moderate' },
  )
  expect(state.form.unsafe).toEqual([
    { answer: 0, sentence: 2, level: 'severe' },
    { answer: 1, sentence: 0, level: 'moderate' },
  ])
})

it('is not done any more once an undo leaves a gap', () => {
  expect(after(...all, { kind: 'complete' }).complete).toBe(true)
  expect(after(...all, { kind: 'complete' }, mark('tie')).complete).toBe(true)
  expect(after(...all, { kind: 'complete' }, { kind: 'undo' }).complete).toBe(false)
})

it('prefers what this browser kept to what the server had', () => {
  const kept: TaskForm = { marks: { overall: 'tie' }, adequate: [null, null], unsafe: [], comment: null }
  const old: TaskForm = { ...kept, marks: {} }
  expect(openTask({ ...task, form: old }, { form: kept, complete: true })).toMatchObject({
    form: kept,
    complete: true,
  })
})

it('takes a change from another tab, and can undo it', () => {
  const form: TaskForm = { marks: { overall: 'tie' }, adequate: [true, null], unsafe: [], comment: null }
  const state = after(mark('first'), { kind: 'elsewhere', form, complete: false })
  expect(state.form).toEqual(form)
  expect(reduceTask(state, { kind: 'undo' }, asks).form.marks).toEqual({ overall: 'first' })
})
