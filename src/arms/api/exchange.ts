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
  /** Whether a stream is handed on as it comes in. */
  readonly live: boolean
  /** Requests under way: each ends when its exchange is on the list. */
  readonly underWay: Promise<void>[]
}

const recorders = new AsyncLocalStorage<Recorder>()

/**
 * Does some work in which every request over `recordingFetch`, and every answer, is kept word for word.
 *
 * @param before Looks at the body before it is sent; what it throws stops the request.
 * @param live Hands a stream of events on as it comes in. Default: an answer is handed on when it is whole.
 */
export async function recorded<Result>(
  before: (body: string) => void,
  work: () => Promise<Result>,
  live = false,
): Promise<{ readonly result: Result; readonly exchanges: readonly Exchange[] }> {
  const recorder: Recorder = { exchanges: [], before, live, underWay: [] }
  const result = await recorders.run(recorder, work)
  // Whoever reads a stream may leave before its end.
  await Promise.allSettled(recorder.underWay)
  return { result, exchanges: recorder.exchanges }
}

/**
 * A `fetch` for client libraries that outlive a call: it finds the record of the call that it is used in, and
 * hands an answer on only when it is whole, or as it comes in where the call says so.
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
  const sent = { address, headers, body, signal: init?.signal ?? null }
  return new Promise((resolve, reject) => {
    const ended = postMeasured(sent, exchange, recorder, resolve)
    recorder.underWay.push(ended)
    ended.catch(reject)
  })
}

type OnResponse = (response: Response) => void

/** The exchange in a span and in the measures of calls: how long it took and by which status it ended. */
async function postMeasured(
  request: PostRequest,
  begun: Exchange,
  recorder: Recorder,
  onResponse: OnResponse,
): Promise<void> {
  const started = performance.now()
  let status = 0
  callBegun()
  try {
    await inSpan('POST', { kind: 'client', attributes: { 'http.request.method': 'POST' } }, async (span) => {
      await postPlain(request, begun, recorder, (response) => {
        status = response.status
        onResponse(response)
      })
      span.setAttribute('http.response.status_code', status)
    })
  } finally {
    const seconds = (performance.now() - started) / 1000
    callEnded(status, seconds)
    logEvent({ event: 'call.ended', status, seconds })
  }
}

/** Ends when the exchange is on record. The response is told of before, where it is handed on as it comes in. */
async function postPlain(
  request: PostRequest,
  begun: Exchange,
  { exchanges, live }: Recorder,
  onResponse: OnResponse,
): Promise<void> {
  let exchange = begun
  let statusText = ''
  const stream: { to: ReadableStreamDefaultController<Uint8Array> | null } = { to: null }
  const chunks: Uint8Array[] = []
  let length = 0
  const responseOf = (body: ConstructorParameters<typeof Response>[0]) =>
    new Response(body, {
      status: exchange.status ?? 0,
      statusText,
      headers: plainHeaders(exchange.headers ?? new Headers()),
    })
  try {
    await post(request, {
      onHead: (status, text, headers) => {
        exchange = { ...exchange, status, headers }
        statusText = text
        if (!live || status !== 200 || !isEventStream(headers)) return
        const body = new ReadableStream<Uint8Array>({
          start: (controller) => {
            stream.to = controller
          },
          cancel: () => {
            stream.to = null
          },
        })
        onResponse(responseOf(body))
      },
      onPiece: (piece) => {
        chunks.push(piece)
        length += piece.length
        if (length > longestBody) throw new Error('The body is longer than 32 MiB.')
        stream.to?.enqueue(piece)
      },
    })
    exchange = { ...exchange, body: textOf(chunks), whole: true }
    stream.to?.close()
    const { status } = exchange
    onResponse(responseOf(status === 204 || status === 205 || status === 304 ? null : exchange.body))
  } catch (error) {
    stream.to?.error(error)
    throw error
  } finally {
    exchanges.push(exchange.whole ? exchange : { ...exchange, body: textOf(chunks) })
  }
}

function isEventStream(headers: Headers): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false
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
