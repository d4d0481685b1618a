import type { TaskTimers } from './task-timers.ts'

/** Tells the timers when the page is touched, and when it comes into view and goes out of it. */
export function watchActivity(timers: Pick<TaskTimers, 'touch' | 'visible'>): void {
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart']) {
    document.addEventListener(kind, timers.touch, { passive: true, capture: true })
  }
  const look = () => timers.visible(document.visibilityState === 'visible')
  document.addEventListener('visibilitychange', look)
  look()
}
