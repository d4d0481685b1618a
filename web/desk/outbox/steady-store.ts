import { createMemoryStore, type EventStore } from './event-store.ts'

/**
 * A store that never loses an event while the page lives: what the browser will not keep (a full disk, a private window)
 * waits in memory, and `trouble` is told.
 */
export function createSteadyStore(kept: EventStore | null, trouble: () => void): EventStore {
  const memory = createMemoryStore()
  if (kept === null) {
    trouble()
    return memory
  }
  return {
    async add(event) {
      try {
        await kept.add(event)
      } catch {
        trouble()
        await memory.add(event)
      }
    },
    async all() {
      return [...(await kept.all()), ...(await memory.all())]
    },
    async remove(keys) {
      await memory.remove(keys)
      await kept.remove(keys)
    },
    async refuse(refusals) {
      await memory.refuse(refusals)
      await kept.refuse(refusals)
    },
  }
}
