/*
 * Seconds in which a task was in view and the reviewer had touched the page within the last minute. An open tab that
 * nobody looks at is not time on task.
 */

export interface ActiveClock {
  /** Counted up to `at`. */
  readonly milliseconds: number
  readonly at: number
  readonly touchedAt: number
  readonly visible: boolean
}

export const idleAfter = 60_000

/** A clock that starts with the task in view: showing it was an act of the reviewer. Times are in milliseconds. */
export function startClock(at: number, secondsBefore = 0): ActiveClock {
  return { milliseconds: secondsBefore * 1000, at, touchedAt: at, visible: true }
}

export function touchClock(clock: ActiveClock, at: number): ActiveClock {
  return { ...countTo(clock, at), touchedAt: Math.max(at, clock.touchedAt) }
}

/** Coming into view counts as a touch; going out of it does not. */
export function showClock(clock: ActiveClock, at: number, visible: boolean): ActiveClock {
  if (visible === clock.visible) return clock
  const counted = countTo(clock, at)
  return { ...counted, visible, touchedAt: visible ? Math.max(at, counted.touchedAt) : counted.touchedAt }
}

const longest = 86_400

/** Seconds up to now, to a tenth. */
export function readClock(clock: ActiveClock, at: number): number {
  return Math.min(longest, Math.round(countTo(clock, at).milliseconds / 100) / 10)
}

function countTo(clock: ActiveClock, at: number): ActiveClock {
  // A computer's clock can be set back; time then stands still instead of running backwards.
  if (at <= clock.at) return clock
  const end = Math.min(at, clock.touchedAt + idleAfter)
  const more = clock.visible ? Math.max(0, end - clock.at) : 0
  return { ...clock, milliseconds: clock.milliseconds + more, at }
}
