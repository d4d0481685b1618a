import type { DeskEvent } from '../../../src/server/contract/desk.ts'
import type { TaskTimers } from '../clock/task-timers.ts'
import type { OwnCopy } from '../offline/own-copy.ts'
import type { KeptEvent } from '../outbox/event-store.ts'
import type { Outbox, OutboxState } from '../outbox/outbox.ts'
import type { DeskApi } from '../server/client.ts'
import type { Notes } from './notes.ts'
import type { Persistence, Trouble } from './persistence.ts'

/** All that the desk needs of the world. `browser.ts` has the real one. */
export interface DeskSurroundings {
  readonly api: DeskApi
  readonly openOutbox: (scope: string, send: DeskApi['send'], changed: (state: OutboxState) => void) => Outbox
  readonly keptEvents: () => Promise<readonly KeptEvent[]>
  readonly createPersistence: (told: (trouble: Trouble) => void) => Persistence
  readonly ownCopy: OwnCopy
  readonly timers: TaskTimers
  readonly notes: Notes
  readonly now: () => number
  readonly newKey: () => string
  /** Calls back after some milliseconds; what it returns calls that off. */
  readonly later: (work: () => void, milliseconds: number) => () => void
  /** Tells the other tabs. */
  readonly announce: (event: DeskEvent) => void
}
