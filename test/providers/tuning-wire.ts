import type { IncomingMessage } from 'node:http'
import { chat, openaiDpo, togetherDpo } from '../../src/learning/export/testing/published-schemas.ts'

/** What the stand-ins of services that tune models share. */

export interface StoredJob {
  readonly id: string
  readonly body: Readonly<Record<string, unknown>>
  readonly createdAt: number
  looks: number
  asked: boolean
}

export interface WireState {
  readonly files: Map<string, { readonly name: string; text: string | null }>
  readonly jobs: StoredJob[]
  readonly endOf: (job: StoredJob) => 'succeeded' | 'failed' | 'cancelled' | null
  readonly url: () => string
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Buffer
  readonly request: IncomingMessage
  readonly hidden: boolean
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const notFound: Answer = { status: 404, body: error('No such thing.', 'not_found') }

/** The first line that is not what the method takes; null where all are. */
export function badLine(text: string, dpo: boolean, service: 'openai' | 'together'): string | null {
  const schema = dpo ? (service === 'openai' ? openaiDpo : togetherDpo) : chat
  const lines = text.trimEnd().split('\n')
  const bad = lines.findIndex((line) => !schema.safeParse(JSON.parse(line)).success)
  return bad === -1 ? null : `Invalid file format. Line ${bad + 1} is not as expected.`
}

export function ofJob(
  jobs: readonly StoredJob[],
  match: RegExpExecArray | null,
  method: string,
  jobOf: (job: StoredJob) => unknown,
  eventsOf: (job: StoredJob) => unknown,
): Answer {
  const job = jobs.find(({ id }) => id === match?.[1])
  if (job === undefined || match === null) return notFound
  if (match[2] === '/events') return ok(eventsOf(job))
  if (match[2] === '/cancel') job.asked = true
  else if (method === 'GET') job.looks += 1
  return ok(jobOf(job))
}

export function stored(
  jobs: StoredJob[],
  prefix: string,
  body: Readonly<Record<string, unknown>>,
): StoredJob {
  const job = {
    id: `${prefix}-${jobs.length + 1}`,
    body,
    createdAt: 1_764_000_000 + jobs.length,
    looks: 0,
    asked: false,
  }
  jobs.push(job)
  return job
}

/** Pages of two, however many are asked for, as a service may. */
export function pageOf(rows: readonly { readonly id: string }[], query: URLSearchParams) {
  const from = rows.findIndex(({ id }) => id === query.get('after')) + 1
  return { object: 'list', data: rows.slice(from, from + 2), has_more: rows.length > from + 2 }
}

export function formOf(body: Buffer, type: string): Map<string, string> {
  const boundary = /boundary=(\S+)/.exec(type)?.[1] ?? 'none'
  const form = new Map<string, string>()
  for (const part of body.toString('utf8').split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...rest] = part.split('\r\n\r\n')
    const text = rest.join('\r\n\r\n').replace(/\r\n$/, '')
    form.set(/name="([^"]+)"/.exec(head)?.[1] ?? '', text)
    const name = /filename="([^"]+)"/.exec(head)?.[1]
    if (name !== undefined) form.set('filename', name)
  }
  return form
}

export function error(message: string, code: string) {
  return { error: { message, type: code, param: null, code } }
}
