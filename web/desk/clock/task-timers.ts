import type { Notes, TaskNote } from '../state/notes.ts'
import { type ActiveClock, readClock, showClock, startClock, touchClock } from './active-clock.ts'

/** Active seconds of each task; the one that is shown runs, the others stand still. */
export interface TaskTimers {
  show(task: string | null): void
  touch(): void
  visible(visible: boolean): void
  read(task: string): TaskNote
  /** Writes the running task down, so that a reload goes on from here. */
  keep(): void
  /** The reviewer is done with these tasks. */
  forget(tasks: readonly string[]): void
}

/**
 * @param elapsed milliseconds that never run backwards
 * @param now time of day in milliseconds
 */
export function createTaskTimers(elapsed: () => number, now: () => number, notes: Notes): TaskTimers {
  const clocks = new Map<string, ActiveClock>()
  const shownAt = new Map<string, string>()
  const forgotten = new Set<string>()
  let running: string | null = null
  let inView = true

  const change = (task: string | null, step: (clock: ActiveClock) => ActiveClock) => {
    const clock = task === null ? undefined : clocks.get(task)
    if (task !== null && clock !== undefined) clocks.set(task, step(clock))
  }
  const read = (task: string): TaskNote => {
    const clock = clocks.get(task)
    return {
      shownAt: shownAt.get(task) ?? new Date(now()).toISOString(),
      activeSeconds: clock === undefined ? 0 : readClock(clock, elapsed()),
    }
  }
  const keep = () => {
    if (running !== null && !forgotten.has(running)) notes.keepTask(running, read(running))
  }
  return {
    show(task) {
      if (task === running) return
      keep()
      change(running, (clock) => showClock(clock, elapsed(), false))
      running = task
      if (task === null) return
      if (!clocks.has(task)) {
        const before = notes.task(task)
        shownAt.set(task, before?.shownAt ?? new Date(now()).toISOString())
        clocks.set(task, showClock(startClock(elapsed(), before?.activeSeconds ?? 0), elapsed(), false))
      }
      change(task, (clock) => showClock(clock, elapsed(), inView))
    },
    touch: () => change(running, (clock) => touchClock(clock, elapsed())),
    visible(visible) {
      inView = visible
      change(running, (clock) => showClock(clock, elapsed(), visible))
    },
    read,
    keep,
    forget(tasks) {
      for (const task of tasks) {
        forgotten.add(task)
        notes.keepTask(task, null)
      }
    },
  }
}
