import { deskEventSchema } from '../../../src/server/contract/desk.ts'
import { createTaskTimers } from '../clock/task-timers.ts'
import { watchActivity } from '../clock/watch-activity.ts'
import { createOwnCopy } from '../offline/own-copy.ts'
import type { EventStore } from '../outbox/event-store.ts'
import { openIndexedStore } from '../outbox/indexed-store.ts'
import { createOutbox } from '../outbox/outbox.ts'
import { createSteadyStore } from '../outbox/steady-store.ts'
import { createDeskApi } from '../server/client.ts'
import { createDeskController, type DeskController } from './desk-controller.ts'
import { createNotes, type Notes } from './notes.ts'
import { createPersistence } from './persistence.ts'

/** The desk in a real browser: its storage, its clock, its tabs and its network. */
export async function openDesk(): Promise<{ readonly desk: DeskController; readonly notes: Notes }> {
  const notes = createNotes(() => localStorage)
  const timers = createTaskTimers(() => performance.now(), Date.now, notes)
  const api = createDeskApi((input, init) => fetch(input, init))
  const channel = new BroadcastChannel('equipoise-desk')
  let unkept = false
  let desk: DeskController | null = null
  const store: EventStore = createSteadyStore(await openIndexedStore().catch(() => null), () => {
    unkept = true
    desk?.unkept()
  })
  desk = createDeskController({
    api,
    openOutbox: (scope, send, changed) =>
      createOutbox({
        store,
        scope,
        send,
        alone,
        now: Date.now,
        random: Math.random,
        later,
        changed,
      }),
    keptEvents: store.all,
    createPersistence: (told) => createPersistence(told, later, Math.random),
    ownCopy: createOwnCopy(() => navigator.serviceWorker),
    timers,
    notes,
    now: Date.now,
    newKey: () => crypto.randomUUID(),
    later,
    announce: (event) => channel.postMessage(event),
  })
  if (unkept) desk.unkept()
  watchActivity(timers)
  listen(desk, channel)
  return { desk, notes }
}

/** One tab at a time sends. */
async function alone(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request('equipoise-desk-outbox', work)
}

function later(work: () => void, milliseconds: number): () => void {
  const timer = setTimeout(work, milliseconds)
  return () => clearTimeout(timer)
}

function listen(desk: DeskController, channel: BroadcastChannel): void {
  channel.addEventListener('message', ({ data }) => {
    const event = deskEventSchema.safeParse(data)
    if (event.success) desk.elsewhere(event.data)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') desk.wake()
    else desk.flush()
  })
  window.addEventListener('online', desk.wake)
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) desk.wake()
  })
  window.addEventListener('pagehide', desk.flush)
  window.addEventListener('beforeunload', (event) => {
    desk.flush()
    // The browser asks whether to leave; the marks are kept here all the same.
    if ((desk.state().outbox?.waiting ?? 0) > 0) event.preventDefault()
  })
}
