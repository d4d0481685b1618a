import type { Desk, DeskProgress, DeskUnit } from '../../../src/server/contract/desk.ts'
import type { TrainingFeedback } from '../../../src/server/contract/feedback.ts'
import type { GuessChoices } from '../../../src/server/contract/guesses.ts'
import type { UnitState } from '../form/unit-state.ts'
import type { OutboxState } from '../outbox/outbox.ts'
import type { Obstacle } from '../server/reply.ts'

/** Which page the reviewer is on. */
export type Place =
  | { readonly kind: 'loading' }
  | { readonly kind: 'welcome' }
  | { readonly kind: 'question' }
  | { readonly kind: 'feedback'; readonly done: UnitState; readonly feedback: TrainingFeedback | null }
  | { readonly kind: 'pause' }
  | { readonly kind: 'end' }
  | { readonly kind: 'closed' }

/** The guess at the end, about some of the questions that were marked. */
export interface Guessing {
  readonly units: readonly DeskUnit[]
  readonly choices: GuessChoices['choices']
  readonly sent: boolean
}

/** What the reviewer says of the use of their marks for training. */
export interface ConsentState {
  /** Null: not answered. */
  readonly given: boolean | null
  /** Whether the server has it. */
  readonly saved: boolean
}

export interface DeskState {
  readonly place: Place
  /** A request found the session to be over; the place is kept for when the link has been opened again. */
  readonly lost: boolean
  /** Opened from what this browser keeps: the server has not said yet who is here. */
  readonly offline: boolean
  /** Events that the browser kept when the session was lost, or when there was no connection. */
  readonly kept: number
  readonly desk: Desk | null
  readonly progress: DeskProgress | null
  /** Questions of this visit, oldest first. */
  readonly units: readonly UnitState[]
  /** Index of the one that is shown. */
  readonly at: number
  /** On the way to the next question. */
  readonly moving: boolean
  /** Why a request is being tried again; null where none is. */
  readonly trouble: Obstacle | null
  /** Unanswered asks, told after an attempt to go on. */
  readonly gaps: number
  /** Questions that were finished since the page was opened. */
  readonly doneInSitting: number
  readonly consent: ConsentState
  readonly outbox: OutboxState | null
  /** Null where no guess is asked, or there is nothing to guess about. */
  readonly guessing: Guessing | null
  /** This browser will not keep marks beyond the page. */
  readonly unkept: boolean
  /** A short sentence for those who do not see what a key did. */
  readonly said: string
  /** Counts up whenever the keyboard moves the focus. */
  readonly focusMoves: number
}

export const startState: DeskState = {
  place: { kind: 'loading' },
  lost: false,
  offline: false,
  kept: 0,
  desk: null,
  progress: null,
  units: [],
  at: 0,
  moving: false,
  trouble: null,
  gaps: 0,
  doneInSitting: 0,
  consent: { given: null, saved: true },
  outbox: null,
  guessing: null,
  unkept: false,
  said: '',
  focusMoves: 0,
}

const unitsRemembered = 20

/** Puts a question at the end of the visit: a new one, or the same one again with what the server has of it. */
export function withUnit(state: DeskState, unit: UnitState): DeskState {
  const others = state.units.filter((one) => one.unit.unit !== unit.unit.unit)
  const isNext = others.length > 0 && others.length === state.units.length
  const units = [...others.slice(-unitsRemembered), unit]
  return {
    ...state,
    units,
    at: units.length - 1,
    place: { kind: 'question' },
    gaps: 0,
    doneInSitting: state.doneInSitting + (isNext ? 1 : 0),
  }
}

/** Whether the link has to be opened again before anything can go on. */
export function isLost(state: DeskState): boolean {
  return state.lost || state.outbox?.phase === 'lost'
}

/** The question that is shown, or the last one; null before the first. */
export function unitShown(state: DeskState): UnitState | null {
  return state.units[state.at] ?? null
}

/** What unsent events belong to: the seat stays the same when a study is renamed. */
export function scopeOf(desk: Pick<Desk, 'seat'>): string {
  return desk.seat
}
