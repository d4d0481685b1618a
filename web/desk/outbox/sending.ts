import type { DeskEvent, DeskSaved } from '../../../src/server/contract/desk.ts'
import type { Reply } from '../server/reply.ts'
import type { Refusal } from './event-store.ts'

/*
 * What becomes of a batch of events after a reply, and when to try again. Nothing here touches the network or a clock.
 */

/** What to do with a batch now. */
export interface Consequence {
  readonly saved: readonly string[]
  readonly refused: ReadonlyMap<string, Refusal>
  /**
   * `on`: there may be more to send. `one`: send events one by one, to find the one that the server rejects.
   * `wait`: try again later. `lost`: wait for the link to be opened again.
   */
  readonly follow: 'on' | 'one' | 'wait' | 'lost'
}

const nothing = { saved: [], refused: new Map<string, Refusal>() }

export function consequenceOf(batch: readonly DeskEvent[], reply: Reply<DeskSaved>): Consequence {
  switch (reply.kind) {
    case 'lost':
      return { ...nothing, follow: 'lost' }
    case 'again':
      return { ...nothing, follow: 'wait' }
    case 'rejected': {
      const [only] = batch
      if (only === undefined || batch.length > 1) return { ...nothing, follow: 'one' }
      const message = `The server could not read it (status ${reply.status}).`
      return { ...nothing, refused: new Map([[only.key, { code: 'REJECTED', message }]]), follow: 'on' }
    }
    case 'ok': {
      const sent = new Set(batch.map((event) => event.key))
      const saved = reply.value.saved.filter((key) => sent.has(key))
      const refused = new Map(
        reply.value.refused
          .filter(({ key }) => sent.has(key))
          .map(({ key, code, message }) => [key, { code, message }]),
      )
      // An event that the reply does not speak of is sent again, but not at once: that would never end.
      return { saved, refused, follow: saved.length + refused.size === 0 ? 'wait' : 'on' }
    }
  }
}

const firstWait = 1000
const longestWait = 60_000

/**
 * Milliseconds until the next try, doubling up to a minute, half of it drawn so that browsers which lost the same
 * connection do not come back all at once.
 *
 * @param failures failures in a row, from 1
 * @param after seconds that the server asked for
 * @param random from 0 to 1
 */
export function waitBeforeRetry(failures: number, after: number | null, random: number): number {
  const doubled = Math.min(longestWait, firstWait * 2 ** Math.min(failures - 1, 10))
  const drawn = doubled / 2 + (doubled / 2) * random
  return Math.max(drawn, (after ?? 0) * 1000)
}
