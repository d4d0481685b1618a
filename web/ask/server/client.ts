import type { z } from 'zod'
import {
  type Asked,
  type AskFeedbackForm,
  type AskPlace,
  askedSchema,
  askKeptSchema,
  askPlaceSchema,
} from '../../../src/server/contract/ask.ts'
import { problemsSchema, type SaidProblem } from '../../../src/server/contract/problems.ts'

/** What came of a request. */
export type Reply<T> = { readonly kind: 'ok'; readonly value: T } | Trouble

export type Trouble =
  /** The session is over: the link must be opened again. */
  | { readonly kind: 'lost' }
  /** The server says what is wrong with what was sent. */
  | { readonly kind: 'refused'; readonly problems: readonly SaidProblem[] }
  /** Nothing is known of it; it may be tried again. */
  | { readonly kind: 'again'; readonly why: 'connection' | 'server' | 'busy' }

interface Kept {
  readonly kept: boolean
}

/** The server as the ask page sees it. */
export interface AskApi {
  place(): Promise<Reply<AskPlace>>
  ask(question: string, consent: boolean): Promise<Reply<Asked>>
  mark(form: AskFeedbackForm): Promise<Reply<Kept>>
  withdraw(): Promise<Reply<Kept>>
}

const longestAnswer = 60_000

export function createAskApi(request: typeof fetch): AskApi {
  const send = async <T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Reply<T>> => {
    try {
      const response = await request(`/api/ask${path}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(longestAnswer),
        ...(body === undefined ? {} : post(body)),
      })
      if (!response.ok) return await failedReply(response)
      // A guest network answers everything with its own page and status 200: not an answer of ours.
      const parsed = schema.safeParse(await response.json().catch(() => null))
      return parsed.success ? { kind: 'ok', value: parsed.data } : { kind: 'again', why: 'server' }
    } catch {
      return { kind: 'again', why: 'connection' }
    }
  }
  return {
    place: () => send('', askPlaceSchema),
    ask: (question, consent) => send('/questions', askedSchema, { question, consent }),
    mark: (form) => send('/feedback', askKeptSchema, form),
    withdraw: () => send('/consent/withdraw', askKeptSchema, {}),
  }
}

function post(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-equipoise': '1' },
    body: JSON.stringify(body),
  }
}

async function failedReply(response: Response): Promise<Trouble> {
  if (response.status === 401) return { kind: 'lost' }
  if (response.status === 429) return { kind: 'again', why: 'busy' }
  const said = problemsSchema.safeParse(await response.json().catch(() => null))
  if (response.status >= 500 || !said.success) return { kind: 'again', why: 'server' }
  return { kind: 'refused', problems: said.data.problems }
}
