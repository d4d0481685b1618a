import type { z } from 'zod'
import {
  type Desk,
  type DeskConsent,
  type DeskEvent,
  type DeskNext,
  type DeskSaved,
  deskConsentSchema,
  deskNextSchema,
  deskSavedSchema,
  deskSchema,
  seatHeader,
} from '../../../src/server/contract/desk.ts'
import { type TrainingFeedback, trainingFeedbackSchema } from '../../../src/server/contract/feedback.ts'
import { type GuessChoices, guessChoicesSchema } from '../../../src/server/contract/guesses.ts'
import { type Reply, replyOfStatus } from './reply.ts'

/** The server as the desk sees it. */
export interface DeskApi {
  desk(): Promise<Reply<Desk>>
  next(): Promise<Reply<DeskNext>>
  send(events: readonly DeskEvent[]): Promise<Reply<DeskSaved>>
  guesses(): Promise<Reply<GuessChoices>>
  /** What is on record of consent for training afterwards. */
  consent(given: boolean): Promise<Reply<DeskConsent>>
  /** Null where there is no feedback. */
  feedback(unit: string): Promise<TrainingFeedback | null>
}

const longestAnswer = 20_000

/**
 * The server as one page sees it. Whose page it is stands fast with the first answer: where somebody else comes in by their own
 * link in the same browser, this page's session is over, and nothing of one person goes on record as another's.
 */
export function createDeskApi(request: typeof fetch): DeskApi {
  let seat: string | null = null
  const ask = async <T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Reply<T>> => {
    const again = { kind: 'again', after: null } as const
    try {
      const response = await request(`/api/desk${path}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(longestAnswer),
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json', 'x-equipoise': '1' }),
          ...(seat === null ? {} : { [seatHeader]: seat }),
        },
      })
      if (!response.ok) {
        const said: unknown = await response.json().catch(() => null)
        return replyOfStatus(response.status, response.headers.get('retry-after'), said)
      }
      // A hospital's guest network answers everything with its own page and status 200: not an answer of ours.
      const parsed = schema.safeParse(await response.json().catch(() => null))
      return parsed.success ? { kind: 'ok', value: parsed.data } : { ...again, why: 'server' }
    } catch {
      return { ...again, why: 'connection' }
    }
  }
  return {
    desk: async () => {
      const reply = await ask('', deskSchema)
      if (reply.kind === 'ok') seat ??= reply.value.seat
      return reply
    },
    next: () => ask('/next', deskNextSchema, {}),
    send: (events) => ask('/events', deskSavedSchema, { events }),
    guesses: () => ask('/guesses', guessChoicesSchema),
    consent: (given) => ask('/consent', deskConsentSchema, { given }),
    feedback: async (unit) => {
      const reply = await ask(`/feedback?unit=${encodeURIComponent(unit)}`, trainingFeedbackSchema)
      return reply.kind === 'ok' ? reply.value : null
    },
  }
}
