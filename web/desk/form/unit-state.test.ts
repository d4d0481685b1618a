import { expect, it } from 'vitest'
import type { DeskUnit } from '../../../src/server/contract/desk.ts'
import {
  chooseByKey,
  firstOpenTask,
  onNext,
  openUnit,
  reduceUnit,
  shownTask,
  toUnanswered,
} from './unit-state.ts'

const answer = { blocks: [], references: [], sentences: 0 }
const pair = (task: string, complete = false) => ({ task, answers: [answer, answer], form: null, complete })
const unit: DeskUnit = {
  unit: 'u',
  role: 'study',
  form: 'pairwise',
  question: { turns: [{ speaker: 'user', text: 'How much?' }], context: null, options: [] },
  axes: [
    { form: 'pairwise', id: 'overall', label: 'Overall', question: null },
    { form: 'pairwise', id: 'safety', label: 'Safety', question: null },
  ],
  tasks: [pair('1'), pair('2')],
}
const desk = { asks: { adequacy: false, unsafe: false, guess: false, consent: false } }
const opened = (kept = new Map()) => openUnit(unit, desk, kept)
const keys = (...pressed: readonly string[]) =>
  pressed.reduce((state, key) => chooseByKey(state, key) ?? state, opened())

it('answers by digits, ask after ask, and ends on the button that goes on', () => {
  expect(keys('2').focus).toBe('axis-safety')
  const both = keys('2', '3')
  expect(both.focus).toBe(onNext)
  expect(shownTask(both).task.form.marks).toEqual({ overall: 'first', safety: 'tie' })
})

it('does not take a digit that is no choice, or one more after the last', () => {
  expect(chooseByKey(opened(), '6')).toBe(null)
  expect(chooseByKey(keys('2', '3'), '1')).toBe(null)
})

it('goes to the first gap, in the shown task and then in the others', () => {
  expect(toUnanswered({ ...keys('2'), focus: onNext }).focus).toBe('axis-safety')
  const elsewhere = toUnanswered(keys('2', '3'))
  expect([elsewhere.shown, elsewhere.focus]).toEqual([1, 'axis-overall'])
})

it('opens on the first task that is not done, and on the gap in it', () => {
  const form = { marks: { overall: 'tie' as const }, adequate: [null, null], unsafe: [], comment: null }
  const state = opened(
    new Map([
      ['1', { form, complete: true }],
      ['2', { form, complete: false }],
    ]),
  )
  expect([state.shown, state.focus]).toEqual([1, 'axis-safety'])
  expect(firstOpenTask(state)).toBe(1)
  expect(firstOpenTask(reduceUnit(state, 1, { kind: 'complete' }))).toBe(null)
})
