import type { z } from 'zod'
import {
  type CodingDesk,
  type CodingGiven,
  type CodingNext,
  type CodingSaved,
  codingDeskSchema,
  codingNextSchema,
  codingSavedSchema,
} from '../../../src/server/contract/coding.ts'
import { failedReply, type Reply } from '../../capture/server/reply.ts'

/** The server as the coding desk sees it. */
export interface CodingApi {
  desk(): Promise<Reply<CodingDesk>>
  next(): Promise<Reply<CodingNext>>
  /** The text that was coded before this one; null: the last one. */
  back(task: string | null): Promise<Reply<CodingNext>>
  save(given: CodingGiven): Promise<Reply<CodingSaved>>
}

const patience = 20_000

export function createCodingApi(request: typeof fetch): CodingApi {
  const ask = async <T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Reply<T>> => {
    try {
      const response = await request(`/api/coding${path}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(patience),
        ...(body === undefined
          ? {}
          : {
              method: 'POST',
              headers: { 'content-type': 'application/json', 'x-equipoise': '1' },
              body: JSON.stringify(body),
            }),
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
    desk: () => ask('', codingDeskSchema),
    next: () => ask('/next', codingNextSchema, {}),
    back: (task) => ask(`/back${task === null ? '' : `?task=${task}`}`, codingNextSchema),
    save: (given) => ask('/codes', codingSavedSchema, given),
  }
}
