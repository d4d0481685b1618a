import { waitBeforeRetry } from '../outbox/sending.ts'
import type { Obstacle, Reply } from '../server/reply.ts'

export interface Persistence {
  /** Asks until there is an answer, with longer and longer pauses. */
  ask<T>(request: () => Promise<Reply<T>>): Promise<T>
  /** Ends a pause now. */
  wake(): void
}

export interface Trouble {
  readonly lost: boolean
  readonly trouble: Obstacle | null
}

/**
 * @param told called with what stands in the way, and once more when nothing does
 * @param later calls back after some milliseconds; what it returns calls that off
 */
export function createPersistence(
  told: (trouble: Trouble) => void,
  later: (work: () => void, milliseconds: number) => () => void,
  random: () => number,
): Persistence {
  let sleepers: readonly (() => void)[] = []
  const pause = (milliseconds: number | null) =>
    new Promise<void>((resolve) => {
      const callOff = milliseconds === null ? () => {} : later(() => wakeOne(), milliseconds)
      const wakeOne = () => {
        callOff()
        sleepers = sleepers.filter((one) => one !== wakeOne)
        resolve()
      }
      sleepers = [...sleepers, wakeOne]
    })
  return {
    async ask(request) {
      for (let failures = 1; ; failures += 1) {
        const reply = await request()
        if (reply.kind === 'ok') {
          told({ lost: false, trouble: null })
          return reply.value
        }
        const lost = reply.kind === 'lost'
        const again = reply.kind === 'again' ? reply : { why: 'server' as const, after: null }
        told({ lost, trouble: lost ? null : again.why })
        // Without a session only the reviewer can help, by opening the link again.
        await pause(lost ? null : waitBeforeRetry(failures, again.after, random()))
      }
    },
    wake() {
      for (const wakeOne of sleepers) wakeOne()
    },
  }
}
