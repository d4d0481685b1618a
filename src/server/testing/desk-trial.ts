import type { z } from 'zod'
import { invite } from '../../store/people/people.ts'
import { enter } from '../../store/people/sessions.ts'
import { readJudgments } from '../../store/reading/read-judgments.ts'
import type { Store } from '../../store/store.ts'
import { collect } from '../../store/testing/sample.ts'
import { createApp } from '../app.ts'
import {
  type DeskEvent,
  type DeskUnit,
  deskNextSchema,
  deskSavedSchema,
  deskSchema,
  type TaskForm,
} from '../contract/desk.ts'
import { deskRoutes } from '../desk/desk-routes.ts'
import { guessChoices } from '../desk/guess-choices.ts'
import { openDesk } from '../desk/open-desk.ts'
import { type ReviewStudyOptions, reviewStudy } from './review-study.ts'
import { testOrigin } from './study-app.ts'

/** A study whose review is open, with its desk on a real store, and reviewers who have come in. */
export async function deskTrial(store: Store, options: ReviewStudyOptions, now: () => number = Date.now) {
  const made = await reviewStudy(store, 'trial', options)
  const open = await openDesk(store, made.study, made.protocol, made.items, {
    rulebook: null,
    guesses: guessChoices(made.protocol.plan),
  })
  const faults: unknown[] = []
  const app = createApp({
    store,
    study: made.study.id,
    origin: testOrigin,
    routes: deskRoutes(async () => open, now),
    addressOf: () => '127.0.0.1',
    onFault: (error) => faults.push(error),
  })
  const reviewer = async (name: string) => {
    const { token, person } = await invite(store, made.study, { name, role: 'reviewer' }, null, 1)
    const entry = await enter(store, token, 1)
    if (!entry.entered) throw new Error(entry.because)
    const headers = {
      cookie: `equipoise=${entry.session}`,
      origin: testOrigin,
      'x-equipoise': '1',
      'content-type': 'application/json',
    }
    const ask = async <T>(schema: z.ZodType<T>, path: string, body?: unknown): Promise<T> => {
      const response = await app.request(`/api/desk${path}`, {
        headers,
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      })
      if (response.status !== 200)
        throw new Error(`${response.status} ${await response.text()} ${faults.join()}`)
      return schema.parse(await response.json())
    }
    return {
      person,
      ask,
      desk: () => ask(deskSchema, ''),
      next: async () => (await ask(deskNextSchema, '/next', {})).unit,
      save: (...events: readonly DeskEvent[]) => ask(deskSavedSchema, '/events', { events }),
    }
  }
  return { store, reviewer, ...made }
}

export const emptyForm: TaskForm = { marks: {}, adequate: [], unsafe: [], comment: null }

/** The event that says a form of a task of a unit, complete unless a test says otherwise. */
export function mark(
  unit: DeskUnit | null,
  form: Partial<TaskForm>,
  change: Partial<Extract<DeskEvent, { kind: 'form' }>> = {},
  task = 0,
): DeskEvent {
  return {
    kind: 'form',
    key: crypto.randomUUID(),
    task: unit?.tasks[task]?.task ?? '',
    form: { ...emptyForm, ...form },
    complete: true,
    undo: false,
    shownAt: '2026-11-25T10:00:00.000Z',
    madeAt: '2026-11-25T10:01:00.000Z',
    activeSeconds: 42,
    rulebook: null,
    ...change,
  }
}

/** The judgments that count. */
export const judgmentsOf = (store: Store, study: { readonly id: string }) =>
  collect(readJudgments(store, study))
