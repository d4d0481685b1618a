import { setImmediate } from 'node:timers/promises'

/** Gives others their turn, so that an interruption is heard: at most every 50 ms. */
export function turns(): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < 50) return
    await setImmediate()
    last = performance.now()
  }
}
