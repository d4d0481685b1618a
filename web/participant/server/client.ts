import type { z } from 'zod'
import {
  type Part,
  type PartChat,
  type partAnswersSchema,
  type partDecisionSchema,
  type partMessageSchema,
  partPieceSchema,
  type partRetrySchema,
  partSchema,
  partSentSchema,
} from '../../../src/server/contract/participant.ts'
import { askServer, postTo, type Reply, refusalOf } from '../../house/ask-server.ts'
import { readEvents } from './read-events.ts'

export type Message = Readonly<z.infer<typeof partMessageSchema>>
export type Retry = Readonly<z.infer<typeof partRetrySchema>>
export type Decision = Readonly<z.infer<typeof partDecisionSchema>>
export type FormAnswers = Readonly<z.infer<typeof partAnswersSchema>>

/** What came of a message. `away`: the stream ended before its end; whether the message is on record must be asked. */
export type SendReply =
  | Exclude<Reply<never>, { kind: 'ok' }>
  | { readonly kind: 'ok'; readonly value: PartChat }

/** The server as the participant's page sees it. */
export interface PartApi {
  part(): Promise<Reply<Part>>
  consent(version: string): Promise<Reply<Part>>
  answers(form: FormAnswers): Promise<Reply<Part>>
  read(): Promise<Reply<Part>>
  decide(decision: Decision): Promise<Reply<Part>>
  withdraw(everything: boolean): Promise<Reply<Part>>
  /** @param arrived Called with each piece of the answer. */
  send(message: Message, arrived: (text: string) => void): Promise<SendReply>
  retry(retry: Retry, arrived: (text: string) => void): Promise<SendReply>
}

/** After so many milliseconds without a word the stream is let go, and the server asked how far it is. */
const longestSilence = 25_000

export function createPartApi(request: typeof fetch): PartApi {
  const ask = (path: string, body?: unknown) => askServer(request, `/api/part${path}`, partSchema, body)
  const stream = async (path: string, body: unknown, arrived: (text: string) => void): Promise<SendReply> => {
    const silence = new AbortController()
    let timer = setTimeout(() => silence.abort(), longestSilence)
    try {
      const response = await request(`/api/part${path}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: silence.signal,
        ...postTo(body),
      })
      if (response.status === 401) return { kind: 'lost' }
      if (!response.ok) return refusalOf(await response.json().catch(() => null))
      if (response.body === null) return { kind: 'away' }
      for await (const { name, data } of readEvents(response.body)) {
        clearTimeout(timer)
        timer = setTimeout(() => silence.abort(), longestSilence)
        const said: unknown = JSON.parse(data)
        if (name === 'piece') arrived(partPieceSchema.parse(said).text)
        if (name === 'turn') return { kind: 'ok', value: partSentSchema.parse(said).chat }
        if (name === 'problem') return refusalOf(said)
      }
      return { kind: 'away' }
    } catch {
      return { kind: 'away' }
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    part: () => ask(''),
    consent: (version) => ask('/consent', { version, given: true }),
    answers: (form) => ask('/answers', form),
    read: () => ask('/instructions', { read: true }),
    decide: (decision) => ask('/decision', decision),
    withdraw: (everything) => ask('/withdraw', { delete: everything }),
    send: (message, arrived) => stream('/messages', message, arrived),
    retry: (retry, arrived) => stream('/retry', retry, arrived),
  }
}
