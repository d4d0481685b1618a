import type { Desk, DeskUnit } from '../../../src/server/contract/desk.ts'
import { type Ask, askAfter, asksOf, unanswered } from './asks.ts'
import { openTask, reduceTask, type TaskAction, type TaskState } from './task-state.ts'

/** A question with its tasks, and where the reviewer is in it. One task is shown at a time. */
export interface UnitState {
  readonly unit: DeskUnit
  /** In the order of `unit.tasks`. */
  readonly tasks: readonly TaskState[]
  readonly asks: readonly (readonly Ask[])[]
  /** Index of the task that is shown. */
  readonly shown: number
  /** Id of the ask that a digit answers; `next` after the last. */
  readonly focus: string
}

/** Focus after the last ask: the button that goes on. */
export const onNext = 'next'

export function openUnit(
  unit: DeskUnit,
  desk: Pick<Desk, 'asks'>,
  kept: ReadonlyMap<string, { readonly form: TaskState['form']; readonly complete: boolean }>,
): UnitState {
  const asks = unit.tasks.map((task) => asksOf(unit, task.answers.length, desk.asks))
  const tasks = unit.tasks.map((task) => openTask(task, kept.get(task.task) ?? null))
  const shown = Math.max(
    0,
    tasks.findIndex((task) => !task.complete),
  )
  return showTask({ unit, tasks, asks, shown, focus: onNext }, shown)
}

/** Shows a task, with its first unanswered ask in focus. */
export function showTask(state: UnitState, shown: number): UnitState {
  const task = state.tasks[shown]
  const asks = state.asks[shown]
  if (task === undefined || asks === undefined) return state
  return { ...state, shown, focus: unanswered(task.form, asks)[0]?.id ?? onNext }
}

/** The task that is shown, with what is asked of it. */
export function shownTask(state: UnitState): { readonly task: TaskState; readonly asks: readonly Ask[] } {
  const task = state.tasks[state.shown]
  const asks = state.asks[state.shown]
  if (task === undefined || asks === undefined) throw new RangeError('A unit shows one of its tasks.')
  return { task, asks }
}

/** Applies an action to one task of the unit; the very same object where it changes nothing. */
export function reduceUnit(state: UnitState, index: number, action: TaskAction): UnitState {
  const before = state.tasks[index]
  const asks = state.asks[index]
  if (before === undefined || asks === undefined) return state
  const after = reduceTask(before, action, asks)
  if (after === before) return state
  return { ...state, tasks: state.tasks.map((task) => (task === before ? after : task)) }
}

/** Answers the ask in focus by a key and moves to the next one; null where the key answers nothing. */
export function chooseByKey(state: UnitState, key: string): UnitState | null {
  const { asks } = shownTask(state)
  const ask = asks.find((one) => one.id === state.focus)
  const choice = ask?.choices.find((one) => one.key === key)
  if (ask === undefined || choice === undefined) return null
  const marked = reduceUnit(state, state.shown, { kind: 'answer', ask, value: choice.value })
  return { ...marked, focus: askAfter(asks, ask.id)?.id ?? onNext }
}

/** Goes to the first ask of the unit without an answer, in the task that is shown or else in another one. */
export function toUnanswered(state: UnitState): UnitState {
  const open = (index: number) =>
    unanswered(state.tasks[index]?.form ?? shownTask(state).task.form, state.asks[index] ?? []).length > 0
  if (open(state.shown)) return showTask(state, state.shown)
  const other = state.tasks.findIndex((_, index) => open(index))
  return other === -1 ? { ...state, focus: onNext } : showTask(state, other)
}

/** Index of the first task that the reviewer is not done with; null where there is none. */
export function firstOpenTask(state: UnitState): number | null {
  const index = state.tasks.findIndex((task) => !task.complete)
  return index === -1 ? null : index
}
