import type { Desk, DeskEvent } from '../../../src/server/contract/desk.ts'
import { unanswered } from '../form/asks.ts'
import type { TaskAction } from '../form/task-state.ts'
import {
  chooseByKey,
  firstOpenTask,
  openUnit,
  reduceUnit,
  shownTask,
  showTask,
  toUnanswered,
  type UnitState,
} from '../form/unit-state.ts'
import { createSeat } from '../offline/seat.ts'
import { formsAhead } from '../outbox/event-store.ts'
import type { Outbox, OutboxState } from '../outbox/outbox.ts'
import { createArrival } from './arrival.ts'
import { type DeskState, isLost, type Place, scopeOf, startState, unitShown, withUnit } from './desk-state.ts'
import { formEvent } from './event-of.ts'
import type { DeskSurroundings } from './surroundings.ts'

/** What the pages can do. State is read with `state` and watched with `subscribe`. */
export type DeskController = ReturnType<typeof createDeskController>

const commentPause = 500

export function createDeskController(around: DeskSurroundings) {
  const { api, timers, notes } = around
  let state: DeskState = startState
  let outbox: Outbox | null = null
  const watchers = new Set<() => void>()
  /** Comments that are typed but not yet an event: how to send each now. */
  const unsent = new Map<string, () => void>()

  /** Whether the server has said that the seat is this browser's; before that nothing may be sent in its name. */
  const seat = createSeat()
  let sessionOver = false

  const set = (change: Partial<DeskState>) => {
    state = { ...state, ...change }
    sessionIs(isLost(state))
    const shown = state.place.kind === 'question' ? unitShown(state) : null
    timers.show(shown === null ? null : shownTask(shown).task.task)
    for (const watcher of watchers) watcher()
  }
  const keepPresent = (unit: UnitState | null) => {
    const { desk, progress } = state
    if (unit === null || desk === null) return notes.keepPresent(null)
    notes.keepPresent({ desk: { ...desk, progress: progress ?? desk.progress }, unit: unit.unit })
    for (const { task, form, complete } of unit.tasks) notes.keepPresentForm({ task, form, complete })
  }
  /** Who may no longer come in leaves nothing to read behind; what is not yet sent stays for when they are back. */
  const sessionIs = (over: boolean) => {
    if (over === sessionOver) return
    sessionOver = over
    if (over) around.ownCopy.drop()
    else around.ownCopy.keep()
    keepPresent(over ? null : (state.units.at(-1) ?? null))
  }
  const persistence = around.createPersistence((trouble) => {
    set(trouble)
    if (trouble.lost || trouble.trouble === 'connection')
      void around.keptEvents().then((events) => set({ kept: events.length }))
  })
  const setUnit = (unit: UnitState, more: Partial<DeskState> = {}) =>
    set({ units: state.units.map((one, index) => (index === state.at ? unit : one)), gaps: 0, ...more })
  const say = (said: string) => set({ said })

  const record = async (event: DeskEvent) => {
    around.announce(event)
    await outbox?.add(event)
    if (!unsent.has(event.task)) notes.keepDraft(event.task, null)
  }
  const recordTask = (task: string, undo: boolean) => {
    unsent.get(task)?.()
    const found = state.units.flatMap((unit) => unit.tasks).find((one) => one.task === task)
    if (found === undefined) return
    const timing = timers.read(task)
    timers.keep()
    const rulebook = state.desk?.rulebook?.version ?? null
    notes.keepPresentForm({ task, form: found.form, complete: found.complete })
    void record(formEvent(found, timing, { key: around.newKey(), now: around.now(), undo, rulebook }))
  }

  const outboxChanged = (changed: OutboxState) => {
    set({ outbox: changed, progress: changed.progress ?? state.progress })
  }

  const open = (desk: Desk, change: Partial<DeskState> = {}): Desk => {
    // What is still on its way is newer than what the server knows.
    const consent = state.consent.saved ? { given: desk.consent, saved: true } : state.consent
    set({ desk, progress: desk.progress, consent, ...change })
    return desk
  }
  const load = async () => open(await persistence.ask(api.desk))
  /** Takes up comments that were being typed when the page went away. */
  const restoreDrafts = (unit: UnitState) => {
    for (const [index, { task }] of unit.tasks.entries()) {
      const text = notes.draft(task)
      if (text === null) continue
      setUnit(reduceUnit(unitShown(state) ?? unit, index, { kind: 'comment', text }))
      recordTask(task, false)
    }
  }
  const toEnd = async () => {
    const about = await load()
    keepPresent(null)
    set({ moving: false, place: { kind: about.state === 'closed' ? 'closed' : 'end' } })
    if (about.state === 'closed' || !about.asks.guess || state.guessing !== null) return
    const { choices, units } = await persistence.ask(api.guesses)
    if (choices.length > 0 && units.length > 0) set({ guessing: { units, choices, sent: false } })
  }
  const toNext = async () => {
    set({ moving: true })
    const next = await persistence.ask(api.next)
    if (next.unit === null) return toEnd()
    const { desk } = state
    if (desk === null) return
    const unit = openUnit(next.unit, desk, formsAhead(await around.keptEvents(), scopeOf(desk)))
    set({ ...withUnit(state, unit), moving: false, progress: next.progress, said: '' })
    keepPresent(unit)
    restoreDrafts(unit)
  }
  /** Everything is on record before the server is asked what comes next; else it would give the same question again. */
  const leave = async (done: UnitState) => {
    set({ moving: true })
    const { desk } = state
    await seat.known()
    if (desk?.seat !== state.desk?.seat) return
    await outbox?.empty()
    timers.forget(done.tasks.map((task) => task.task))
    if (done.unit.role !== 'training') return toNext()
    const feedback = await api.feedback(done.unit.unit)
    set({ moving: false, place: { kind: 'feedback', done, feedback } })
  }

  const act = (action: TaskAction) => {
    const unit = unitShown(state)
    if (unit === null) return
    const changed = reduceUnit(unit, unit.shown, action)
    if (changed === unit) return
    setUnit(changed)
    const { task } = shownTask(changed).task
    if (action.kind !== 'comment') return recordTask(task, action.kind === 'undo')
    notes.keepDraft(task, action.text)
    unsent.get(task)?.()
    const callOff = around.later(() => recordTask(task, false), commentPause)
    unsent.set(task, () => {
      callOff()
      unsent.delete(task)
    })
  }
  const openOutbox = (scope: string) => {
    outbox?.stop()
    outbox = around.openOutbox(scope, seat.sending(api.send), outboxChanged)
    void outbox.wake()
    return outbox
  }
  const { start } = createArrival(around, {
    seat,
    state: () => state,
    set,
    open,
    load: async () => open(await persistence.ask(api.desk)),
    ask: persistence.ask,
    openOutbox,
    showUnit: (unit) => {
      set(withUnit(state, unit))
      restoreDrafts(unit)
    },
    toNext,
    leave,
  })
  const moveFocus = (unit: UnitState) => setUnit(unit, { focusMoves: state.focusMoves + 1 })

  return {
    state: () => state,
    subscribe(watcher: () => void) {
      watchers.add(watcher)
      return () => {
        watchers.delete(watcher)
      }
    },
    start,
    async begin() {
      if (state.desk === null || state.moving) return
      notes.keepBegun(scopeOf(state.desk))
      await toNext()
    },
    act,
    focus(ask: string) {
      const unit = unitShown(state)
      if (unit !== null && unit.focus !== ask)
        set({ units: state.units.with(state.at, { ...unit, focus: ask }) })
    },
    choose(key: string) {
      const unit = unitShown(state)
      const chosen = unit === null ? null : chooseByKey(unit, key)
      if (unit === null || chosen === null) return
      const same = shownTask(unit).task === shownTask(chosen).task
      moveFocus(chosen)
      if (!same) recordTask(shownTask(chosen).task.task, false)
    },
    toUnanswered() {
      const unit = unitShown(state)
      if (unit !== null) moveFocus(toUnanswered(unit))
    },
    undo() {
      const unit = unitShown(state)
      if (unit === null) return
      if (shownTask(unit).task.past.length === 0) return say('Nothing to undo here.')
      act({ kind: 'undo' })
      say('Undone.')
    },
    show(task: number) {
      const unit = unitShown(state)
      if (unit !== null) setUnit(showTask(unit, task))
    },
    /** Done with the task: on to the next one. `leaveGaps`: what is not answered stays missing. */
    async next(leaveGaps: boolean) {
      const unit = unitShown(state)
      if (unit === null || state.moving) return
      const { task, asks } = shownTask(unit)
      const gaps = unanswered(task.form, asks).length
      if (gaps > 0 && !leaveGaps) {
        moveFocus(showTask(unit, unit.shown))
        return set({ gaps })
      }
      act({ kind: 'complete' })
      if (unsent.has(task.task)) recordTask(task.task, false)
      const done = unitShown(state) ?? unit
      const open = firstOpenTask(done)
      if (open !== null) return setUnit(showTask(done, open))
      if (state.at < state.units.length - 1) return set({ at: state.at + 1, gaps: 0 })
      await leave(done)
    },
    back() {
      if (state.at > 0 && !state.moving) set({ at: state.at - 1, gaps: 0 })
    },
    go: (place: Extract<Place, { kind: 'pause' | 'question' }>) => set({ place }),
    afterFeedback: toNext,
    guess(all: readonly { readonly task: string; readonly guesses: readonly (string | null)[] }[]) {
      const madeAt = new Date(around.now()).toISOString()
      for (const { task, guesses } of all) {
        void record({ kind: 'guess', key: around.newKey(), task, guesses: [...guesses], madeAt })
      }
      if (state.guessing !== null) set({ guessing: { ...state.guessing, sent: true } })
    },
    /** Whether the marks may be used for training: said at once, and again until the server has what was said last. */
    async allow(given: boolean) {
      const sending = !state.consent.saved
      set({ consent: { given, saved: false } })
      if (sending) return
      const wanted = () => state.consent.given ?? given
      while (!state.consent.saved) {
        const onRecord = await persistence.ask(() => api.consent(wanted()))
        if (onRecord.given === wanted()) set({ consent: { given: wanted(), saved: true } })
      }
    },
    /** Something may have changed: the connection, the session, another tab. */
    wake() {
      persistence.wake()
      void outbox?.wake()
    },
    /** Sends comments that are still being typed. */
    flush() {
      for (const task of [...unsent.keys()]) recordTask(task, false)
      timers.keep()
    },
    /** Another tab made a change. */
    elsewhere(event: DeskEvent) {
      if (event.kind !== 'form') return
      const { form, complete, task } = event
      const units = state.units.map((unit) => {
        const index = unit.tasks.findIndex((one) => one.task === task)
        return index === -1 ? unit : reduceUnit(unit, index, { kind: 'elsewhere', form, complete })
      })
      set({ units })
    },
    /** Active seconds on the task that is shown. */
    activeSeconds() {
      const unit = unitShown(state)
      return unit === null ? 0 : timers.read(shownTask(unit).task.task).activeSeconds
    },
    unkept: () => set({ unkept: true }),
  }
}
