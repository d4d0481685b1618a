import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import {
  type DeskEvent,
  type DeskUnit,
  deskNextSchema,
  deskSavedSchema,
  pairwiseChoices,
} from '../../src/server/contract/desk.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'

export interface Troubles {
  /** Share of requests that are lost on the way, half of them after they reached the server. */
  readonly dropped: number
  /** Share of requests that are sent twice. */
  readonly twice: number
  /** Mean milliseconds over a question; none when left out. */
  readonly thinking?: number
}

/** What a reviewer prefers of the answers shown, on one axis. */
export type Choose = (
  unit: DeskUnit,
  task: DeskUnit['tasks'][number],
  chance: Generator,
) => (typeof pairwiseChoices)[number]

/** A reviewer to whom all answers are alike, and every choice as well. */
const anything: Choose = (_, __, chance) =>
  pairwiseChoices[chance.integerBelow(pairwiseChoices.length)] ?? 'tie'

export interface ReviewerRecord {
  /** Events by key, as the browser made them. */
  readonly made: Map<string, DeskEvent>
  readonly acknowledged: Set<string>
  /** Events that the server said it will never take. */
  readonly refused: { readonly key: string; readonly code: string }[]
  /** What the browser still holds. */
  readonly queue: DeskEvent[]
  /** Milliseconds of every request for a question that was answered. */
  readonly nextTimes: number[]
}

/**
 * A reviewer's browser without the page: it marks what it is given, keeps every event until the server
 * has acknowledged it, and tries again whatever happens, as the page does.
 */
export async function simulatedReviewer(
  { origin, cookie }: Seat,
  chance: Generator,
  troubles: Troubles,
  choose: Choose = anything,
): Promise<ReviewerRecord> {
  const headers = { cookie, origin, 'x-equipoise': '1', 'content-type': 'application/json' }
  const record: ReviewerRecord = {
    made: new Map(),
    acknowledged: new Set(),
    refused: [],
    queue: [],
    nextTimes: [],
  }

  const post = async <T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      const fate = chance.uniform()
      if (fate < troubles.dropped / 2) {
        await sleep(5)
        continue
      }
      try {
        const send = () => fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
        if (chance.uniform() < troubles.twice) void send().catch(() => {})
        const response = await send()
        if (response.status === 401) throw new LostSession()
        const parsed = schema.safeParse(await response.json().catch(() => null))
        // The answer is lost on its way back: the browser does not know that the server has it.
        const lost = fate < troubles.dropped
        if (response.ok && parsed.success && !lost) return parsed.data
      } catch (error) {
        if (error instanceof LostSession) throw error
      }
      await sleep(Math.min(500, 20 * 2 ** Math.min(attempt, 4)) * (0.5 + chance.uniform()))
    }
  }
  const flush = async () => {
    while (record.queue.length > 0) {
      const { saved, refused } = await post(
        '/api/desk/events',
        { events: record.queue.slice(0, 100) },
        deskSavedSchema,
      )
      for (const key of saved) record.acknowledged.add(key)
      record.refused.push(...refused)
      const gone = new Set([...saved, ...refused.map(({ key }) => key)])
      record.queue.splice(0, record.queue.length, ...record.queue.filter(({ key }) => !gone.has(key)))
    }
  }
  // People do not all begin in the same moment.
  if (troubles.thinking !== undefined) await sleep(chance.uniform() * troubles.thinking)
  for (;;) {
    const begun = performance.now()
    const { unit } = await post('/api/desk/next', {}, deskNextSchema)
    record.nextTimes.push(performance.now() - begun)
    if (unit === null) break
    const events = eventsOf(unit, chance, choose)
    for (const event of events) {
      if (troubles.thinking !== undefined) {
        await sleep((troubles.thinking / events.length) * (0.5 + chance.uniform()))
      }
      record.made.set(event.key, event)
      record.queue.push(event)
      if (chance.uniform() < 0.5) await flush()
    }
    await flush()
  }
  return record
}

class LostSession extends Error {}

/** Where a browser is, and who it is there. */
export interface Seat {
  readonly origin: string
  readonly cookie: string
}

/**
 * Comes in by a link, as a browser does: it looks at the page, which makes it known, and presses the button until an answer
 * arrives. The server may die before it has used the link, or after it and before the answer is there.
 */
export async function enter(link: string): Promise<Seat> {
  const { origin } = new URL(link)
  const untilCookie = async (init: RequestInit): Promise<string> => {
    for (;;) {
      const response = await fetch(link, { ...init, redirect: 'manual' }).catch(() => null)
      const cookie = response?.headers.getSetCookie()[0]?.split(';')[0]
      if (cookie !== undefined) return cookie
      if (response?.status === 403) throw new Error('the link does not open')
      await sleep(50)
    }
  }
  const known = await untilCookie({})
  return { origin, cookie: await untilCookie({ method: 'POST', headers: { origin, cookie: known } }) }
}

/** Marks axis by axis, changes one mark, and is then done. */
function eventsOf(unit: DeskUnit, chance: Generator, choose: Choose): DeskEvent[] {
  return unit.tasks.flatMap((shown) => {
    const { task } = shown
    const marks: Record<string, (typeof pairwiseChoices)[number]> = {}
    const event = (complete: boolean): DeskEvent => ({
      kind: 'form',
      key: randomUUID(),
      task,
      form: { marks: { ...marks }, adequate: [true, null], unsafe: [], comment: null },
      complete,
      undo: false,
      shownAt: new Date().toISOString(),
      madeAt: new Date().toISOString(),
      activeSeconds: 30,
      rulebook: null,
    })
    const mark = (axis: string) => {
      marks[axis] = choose(unit, shown, chance)
    }
    const events = unit.axes.map(({ id }) => {
      mark(id)
      return event(false)
    })
    mark(unit.axes[0]?.id ?? '')
    return [...events, event(true)]
  })
}
