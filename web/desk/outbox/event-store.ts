import { z } from 'zod'
import { type DeskEvent, deskEventSchema } from '../../../src/server/contract/desk.ts'

/** An event that waits in the browser, with the review it belongs to. */
export const keptEventSchema = z.strictObject({
  scope: z.string(),
  event: deskEventSchema,
  /** Why the server will not have it; such an event is kept and no longer sent. */
  refused: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
})

export type KeptEvent = Readonly<z.infer<typeof keptEventSchema>>
export type Refusal = NonNullable<KeptEvent['refused']>

/** Where events wait, in the order in which they were made. */
export interface EventStore {
  /** Resolves once the event would survive a crash of the browser. */
  add(kept: KeptEvent): Promise<void>
  /** All events, oldest first. */
  all(): Promise<readonly KeptEvent[]>
  remove(keys: readonly string[]): Promise<void>
  refuse(refusals: ReadonlyMap<string, Refusal>): Promise<void>
}

/** For a browser that will not keep anything: events live as long as the page. */
export function createMemoryStore(): EventStore {
  let events: readonly KeptEvent[] = []
  return {
    async add(kept) {
      events = [...events, kept]
    },
    async all() {
      return events
    },
    async remove(keys) {
      events = events.filter((one) => !keys.includes(one.event.key))
    },
    async refuse(refusals) {
      events = events.map((one) => ({ ...one, refused: refusals.get(one.event.key) ?? one.refused }))
    },
  }
}

/** What this browser last knew of each task of a review, where it is ahead of the server. */
export function formsAhead(events: readonly KeptEvent[], scope: string): ReadonlyMap<string, FormEvent> {
  const forms = new Map<string, FormEvent>()
  for (const { event, scope: of, refused } of events) {
    if (event.kind === 'form' && of === scope && refused === null) forms.set(event.task, event)
  }
  return forms
}

export type FormEvent = Extract<DeskEvent, { kind: 'form' }>
