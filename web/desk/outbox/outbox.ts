import type { DeskEvent, DeskProgress, DeskSaved } from '../../../src/server/contract/desk.ts'
import type { Reply } from '../server/reply.ts'
import type { EventStore, KeptEvent } from './event-store.ts'
import { consequenceOf, waitBeforeRetry } from './sending.ts'

/** What there is to say of the events on their way. */
export interface OutboxState {
  /** Not yet on record at the server. */
  readonly waiting: number
  readonly refused: readonly KeptEvent[]
  /** Events of other reviews that this browser keeps. */
  readonly others: number
  readonly phase: 'rest' | 'sending' | 'retrying' | 'lost'
  /** When the server last took something. */
  readonly savedAt: number | null
  readonly progress: DeskProgress | null
}

export interface OutboxSurroundings {
  readonly store: EventStore
  /** Name of the review whose events are sent. */
  readonly scope: string
  readonly send: (events: readonly DeskEvent[]) => Promise<Reply<DeskSaved>>
  /** Runs work while no other tab does. */
  readonly alone: (work: () => Promise<void>) => Promise<void>
  readonly now: () => number
  readonly random: () => number
  /** Calls back after some milliseconds; what it returns calls that off. */
  readonly later: (work: () => void, milliseconds: number) => () => void
  readonly changed: (state: OutboxState) => void
}

export interface Outbox {
  /** Keeps the event in the browser, then sets about sending it. Resolves once it is kept. */
  add(event: DeskEvent): Promise<void>
  /** Counts again what is kept, and tries at once: the connection is back, the lid is open, another tab has sent. */
  wake(): Promise<void>
  /** Resolves once nothing of this review is waiting any more. */
  empty(): Promise<void>
  state(): OutboxState
  stop(): void
}

const largestBatch = 50

export function createOutbox(around: OutboxSurroundings): Outbox {
  let state: OutboxState = {
    waiting: 0,
    refused: [],
    others: 0,
    phase: 'rest',
    savedAt: null,
    progress: null,
  }
  let stored = 0
  /** Events on their way into the browser's store; they are not saved yet, and the page must not say so. */
  let adding = 0
  let failures = 0
  /** Milliseconds to wait before the next try, once the present one has ended. */
  let pause: number | null = null
  let batchSize = largestBatch
  let callOff: (() => void) | null = null
  let running: Promise<void> | null = null
  let stopped = false
  let whenEmpty: readonly (() => void)[] = []

  const set = (change: Partial<OutboxState>) => {
    state = { ...state, ...change }
    if (!stopped) around.changed(state)
  }
  const waitingOf = (events: readonly KeptEvent[]) =>
    events.filter((one) => one.scope === around.scope && one.refused === null).map((one) => one.event)
  const count = async () => {
    const events = await around.store.all()
    const waiting = waitingOf(events)
    const refused = events.filter((one) => one.scope === around.scope && one.refused !== null)
    // What has gone from the browser is on record, whichever tab sent it.
    const fewer = waiting.length + refused.length < stored + state.refused.length
    stored = waiting.length
    set({
      waiting: stored + adding,
      refused,
      others: events.filter((one) => one.scope !== around.scope).length,
      ...(fewer ? { savedAt: around.now() } : {}),
    })
    return waiting
  }

  const failed = (after: number | null) => {
    failures += 1
    pause = waitBeforeRetry(failures, after, around.random())
    set({ phase: 'retrying' })
  }

  /** Sends one batch; true where the next one may follow at once. */
  const sendBatch = async (): Promise<boolean> => {
    const batch = (await count()).slice(0, batchSize)
    if (batch.length === 0) {
      set({ phase: 'rest' })
      return false
    }
    if (state.phase === 'rest') set({ phase: 'sending' })
    const reply = await around.send(batch)
    const { saved, refused, follow } = consequenceOf(batch, reply)
    if (saved.length > 0) await around.store.remove(saved)
    if (refused.size > 0) await around.store.refuse(refused)
    if (reply.kind === 'ok') set({ progress: reply.value.progress })
    if (follow === 'lost') set({ phase: 'lost' })
    if (follow === 'wait') failed(reply.kind === 'again' ? reply.after : null)
    if (follow === 'on') {
      failures = 0
      set({ phase: 'sending' })
    }
    if (follow === 'one') batchSize = 1
    return follow === 'on' || follow === 'one'
  }

  const drainAlone = async () => {
    callOff?.()
    callOff = null
    pause = null
    await around.alone(async () => {
      while (!stopped && (await sendBatch())) {}
    })
    await count()
  }

  const drain = (): Promise<void> => {
    if (stopped) return Promise.resolve()
    running ??= drainAlone()
      // The browser's own store is in trouble: what is kept there is still there.
      .catch(() => failed(null))
      .finally(() => {
        running = null
        if (stored === 0) {
          batchSize = largestBatch
          failures = 0
          if (state.phase !== 'rest') set({ phase: 'rest' })
          for (const resolve of whenEmpty) resolve()
          whenEmpty = []
        } else if (pause !== null && !stopped) {
          callOff = around.later(drain, pause)
        } else if (state.phase === 'rest') {
          // Something was added after the last look.
          void drain()
        }
      })
    return running
  }

  return {
    async add(event) {
      adding += 1
      set({ waiting: stored + adding })
      await around.store.add({ scope: around.scope, event, refused: null }).finally(() => {
        adding -= 1
      })
      await count()
      if (callOff === null) void drain()
    },
    async wake() {
      // A try that is just failing must not swallow the news.
      await running
      await count()
      await drain()
    },
    async empty() {
      await running
      if ((await count()).length === 0) return
      const emptied = new Promise<void>((resolve) => {
        whenEmpty = [...whenEmpty, resolve]
      })
      if (callOff === null) void drain()
      await emptied
    },
    state: () => state,
    stop() {
      stopped = true
      callOff?.()
    },
  }
}
