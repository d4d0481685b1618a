import type { DeskUnit, TaskForm } from '../../../src/server/contract/desk.ts'
import { type Ask, type AskValue, saidTo, unanswered, withAnswer } from './asks.ts'

export type UnsafeLevel = TaskForm['unsafe'][number]['level']

/** What a reviewer said of one task, and the way back. */
export interface TaskState {
  readonly task: string
  readonly form: TaskForm
  readonly complete: boolean
  /** Earlier forms, oldest first. */
  readonly past: readonly TaskForm[]
  /** While the comment is being typed it is one step for undo, not one per letter. */
  readonly typing: boolean
}

export type TaskAction =
  | { readonly kind: 'answer'; readonly ask: Ask; readonly value: AskValue }
  | {
      readonly kind: 'unsafe'
      readonly answer: number
      readonly sentence: number
      /** Null takes the mark away. */
      readonly level: UnsafeLevel | null
    }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'undo' }
  /** The same task was changed in another tab. */
  | { readonly kind: 'elsewhere'; readonly form: TaskForm; readonly complete: boolean }
  | { readonly kind: 'complete' }

/** A task as it comes from the server, or as this browser knows it where it is ahead of the server. */
export function openTask(
  task: DeskUnit['tasks'][number],
  kept: { readonly form: TaskForm; readonly complete: boolean } | null,
): TaskState {
  const empty: TaskForm = {
    marks: {},
    adequate: task.answers.map(() => null),
    unsafe: [],
    comment: null,
  }
  return {
    task: task.task,
    form: kept?.form ?? task.form ?? empty,
    complete: kept?.complete ?? task.complete,
    past: [],
    typing: false,
  }
}

/** The state after an action; the very same object where the action changes nothing. */
export function reduceTask(state: TaskState, action: TaskAction, asks: readonly Ask[]): TaskState {
  switch (action.kind) {
    case 'answer':
      if (saidTo(state.form, action.ask) === action.value) return state
      return changed(state, withAnswer(state.form, action.ask, action.value), asks)
    case 'unsafe': {
      const others = state.form.unsafe.filter(
        (one) => one.answer !== action.answer || one.sentence !== action.sentence,
      )
      const before = state.form.unsafe.find((one) => !others.includes(one))
      if ((before?.level ?? null) === action.level) return state
      const { answer, sentence, level } = action
      const unsafe = level === null ? others : [...others, { answer, sentence, level }]
      return changed(state, { ...state.form, unsafe: unsafe.toSorted(inReadingOrder) }, asks)
    }
    case 'comment': {
      const comment = action.text === '' ? null : action.text
      if (comment === state.form.comment) return state
      const past = state.typing ? state.past : [...state.past, state.form]
      return { ...state, form: { ...state.form, comment }, past, typing: true }
    }
    case 'undo': {
      const form = state.past.at(-1)
      if (form === undefined) return state
      return { ...changed(state, form, asks), past: state.past.slice(0, -1) }
    }
    case 'elsewhere':
      return { ...changed(state, action.form, asks), complete: action.complete }
    case 'complete':
      return state.complete ? state : { ...state, complete: true, typing: false }
  }
}

/** A task that is no longer fully answered is no longer done: the reviewer has to say so again. */
function changed(state: TaskState, form: TaskForm, asks: readonly Ask[]): TaskState {
  return {
    ...state,
    form,
    complete: state.complete && unanswered(form, asks).length === 0,
    past: [...state.past, state.form],
    typing: false,
  }
}

function inReadingOrder(left: TaskForm['unsafe'][number], right: TaskForm['unsafe'][number]): number {
  return left.answer - right.answer || left.sentence - right.sentence
}
