import { AsyncLocalStorage } from 'node:async_hooks'
import { logEvent } from '../../telemetry/log.ts'
import { callBegun, callEnded } from '../../telemetry/measures.ts'
import { inSpan } from '../../telemetry/spans.ts'
import { withoutKey } from './key.ts'
import { type PostRequest, post } from './post.ts'

/** One HTTP request of a call, with all that came back. */
export interface Exchange {
  readonly request: string
  /** Null where no answer came. */
  readonly status: number | null
  readonly headers: Headers | null
  readonly body: string
  /** Whether the whole body came. */
  readonly whole: boolean
}

/** More than any answer; what sends more is no model. */
const longestBody = 32 * 1024 * 1024

const secretHeaders = [
  'authorization',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
  'cookie',
  'set-cookie',
  'openai-organization',
  'anthropic-organization-id',
]

interface Recorder {
  readonly exchanges: Exchange[]
  readonly before: (body: string) => void
}

const recorders = new AsyncLocalStorage<Recorder>()

/**
 * Does some work in which every request over `recordingFetch`, and every answer, is kept word for word.
 *
 * @param before Looks at the body before it is sent; what it throws stops the request.
 */
export async function recorded<Result>(
  before: (body: string) => void,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly exchanges: readonly Exchange[] }> {
  const exchanges: Exchange[] = []
  const result = await recorders.run({ exchanges, before }, work)
  return { result, exchanges }
}

/**
 * A `fetch` for client libraries that outlive a call: it finds the record of the call that it is used in, and
 * hands an answer on only when it is whole.
 */
export const recordingFetch: typeof globalThis.fetch = async (input, init) => {
  const recorder = recorders.getStore()
  if (recorder === undefined) throw new TypeError('A request outside of a recorded call.')
  const { exchanges, before } = recorder
  const address = input instanceof Request ? input.url : String(input)
  const body = typeof init?.body === 'string' ? init.body : ''
  const request = `POST ${address}\n${headerLines(entriesOf(init?.headers))}\n${body}`
  const exchange = { request, status: null, headers: null, body: '', whole: false }
  try {
    before(body)
  } catch (error) {
    exchanges.push({ ...exchange, request: `NOT SENT\n${request}` })
    throw error
  }
  const headers = Object.fromEntries(entriesOf(init?.headers))
  return postWhole({ address, headers, body, signal: init?.signal ?? null }, exchange, exchanges)
}

/** The exchange in a span and in the measures of calls: how long it took and by which status it ended. */
async function postWhole(request: PostRequest, begun: Exchange, exchanges: Exchange[]): Promise<Response> {
  const started = performance.now()
  let status = 0
  callBegun()
  try {
    return await inSpan(
      'POST',
      { kind: 'client', attributes: { 'http.request.method': 'POST' } },
      async (span) => {
        const response = await postPlain(request, begun, exchanges)
        status = response.status
        span.setAttribute('http.response.status_code', status)
        return response
      },
    )
  } finally {
    const seconds = (performance.now() - started) / 1000
    callEnded(status, seconds)
    logEvent({ event: 'call.ended', status, seconds })
  }
}

async function postPlain(request: PostRequest, begun: Exchange, exchanges: Exchange[]): Promise<Response> {
  let exchange = begun
  let statusText = ''
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    await post(request, {
      onHead: (status, text, headers) => {
        exchange = { ...exchange, status, headers }
        statusText = text
      },
      onPiece: (piece) => {
        chunks.push(piece)
        length += piece.length
        if (length > longestBody) throw new Error('The body is longer than 32 MiB.')
      },
    })
    exchange = { ...exchange, body: textOf(chunks), whole: true }
    const status = exchange.status ?? 0
    const hasBody = status !== 204 && status !== 205 && status !== 304
    return new Response(hasBody ? exchange.body : null, {
      status,
      statusText,
      headers: plainHeaders(exchange.headers ?? new Headers()),
    })
  } finally {
    exchanges.push(exchange.whole ? exchange : { ...exchange, body: textOf(chunks) })
  }
}

function textOf(chunks: readonly Uint8Array[]): string {
  return Buffer.concat(chunks).toString('utf8')
}

/** The body is decoded by now, so its coding and length are no longer those of the headers. */
function plainHeaders(headers: Headers): Headers {
  if (!headers.has('content-encoding')) return headers
  const plain = new Headers(headers)
  plain.delete('content-encoding')
  plain.delete('content-length')
  return plain
}

/** Client libraries send their headers as a plain object. */
function entriesOf(headers: RequestInit['headers']): Iterable<readonly [string, string]> {
  if (headers === undefined) return []
  if (headers instanceof Headers || Array.isArray(headers)) return new Headers(headers)
  return Object.entries(headers)
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => [name.toLowerCase(), String(value)])
}

function headerLines(headers: Iterable<readonly [string, string]>): string {
  return [...headers]
    .filter(([name]) => !secretHeaders.includes(name))
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

/** All requests and answers of a call as texts for the record. */
export function exchangeTexts(
  exchanges: readonly Exchange[],
  key: string | null,
): { readonly request: string; readonly response: string | null; readonly httpStatus: number | null } {
  const answered = exchanges.filter((exchange) => exchange.status !== null)
  return {
    request: withoutKey(exchanges.map((exchange) => exchange.request).join('\n\n'), key),
    response:
      answered.length === 0
        ? null
        : withoutKey(
            answered
              .map(
                ({ status, headers, body }) => `${status}\n${headerLines(headers ?? new Headers())}\n${body}`,
              )
              .join('\n\n'),
            key,
          ),
    httpStatus: answered.at(-1)?.status ?? null,
  }
}
