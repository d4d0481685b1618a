import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { AskedOf, Dialect, ErrorAnswer, Spoken } from './dialect.ts'
import type { Fault, FaultPlan } from './faults.ts'

/** One request as the stand-in received it. */
export interface ReceivedRequest {
  readonly item: string
  readonly attempt: number
  readonly model: string
  readonly stream: boolean
  readonly fault: Fault | null
  readonly settings: Readonly<Record<string, unknown>>
  readonly prompt: string
}

export interface StandInOptions {
  readonly latencyMilliseconds?: number
  readonly faults?: FaultPlan
  /** Requests with another key are turned away. Default: any key, or none. */
  readonly key?: string
  /** Settings on the wire that the models do not take. */
  readonly refusedSettings?: readonly string[]
  /** Seconds in Retry-After. Default: 2. */
  readonly retryAfterSeconds?: number
  /** Gives the key back in the id of the request, as a careless gateway may. */
  readonly echoesKey?: boolean
  /** Between two pieces of a slow drip. Default: 20. */
  readonly dripMilliseconds?: number
  /** The key of the item in a prompt. Default: what stands in `[item ...]`. */
  readonly itemOf?: (prompt: string) => string | null
  /** What the model says to a prompt. Default: an answer with the item's key and a digest of the prompt. */
  readonly says?: (prompt: string) => string
}

/** A provider on a loopback port that speaks a real wire format and keeps count of every request. */
export interface StandIn extends AsyncDisposable {
  /** Address for `baseUrl`. */
  readonly url: string
  /** Every request in the order of arrival; nothing is taken out twice-asked. */
  readonly requests: readonly ReceivedRequest[]
  /** Requests for each item. */
  counts(): Map<string, number>
  /** Most requests that were open at one time. */
  readonly mostAtOnce: () => number
  close(): Promise<void>
}

export async function startStandIn(dialect: Dialect, options: StandInOptions = {}): Promise<StandIn> {
  const requests: ReceivedRequest[] = []
  const attempts = new Map<string, number>()
  let open = 0
  let most = 0
  const itemOf = options.itemOf ?? ((prompt: string) => /\[item ([^\]]+)\]/.exec(prompt)?.[1] ?? null)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: unknown = JSON.parse(await bodyOf(request))
    const asked = dialect.read(request.url ?? '', body)
    const say = (answer: ErrorAnswer, headers: Readonly<Record<string, string>> = {}) =>
      sendJson(response, answer.status, JSON.stringify(answer.body), headers)
    if (asked === null) return say(dialect.error('not-found', null))
    const item = itemOf(asked.prompt) ?? ''
    const attempt = attempts.get(item) ?? 0
    attempts.set(item, attempt + 1)
    const fault = options.faults?.(item, attempt) ?? null
    requests.push({
      item,
      attempt,
      model: asked.model,
      stream: asked.stream,
      fault,
      settings: asked.settings,
      prompt: asked.prompt,
    })
    const headers = {
      [dialect.requestIdHeader]: `req-${options.echoesKey === true ? dialect.keyOf(request.headers) : requests.length}`,
      ...dialect.rateHeaders({ requestsLeft: 17, tokensLeft: 4242, resetSeconds: 6, now: Date.now() }),
    }
    if (options.latencyMilliseconds !== undefined) await wait(options.latencyMilliseconds)
    if (options.key !== undefined && dialect.keyOf(request.headers) !== options.key) {
      return say(dialect.error('unauthorised', null), headers)
    }
    const refused = options.refusedSettings?.find((name) => asked.settings[name] !== undefined)
    if (refused !== undefined) return say(dialect.refusedSetting(refused), headers)
    await answer({ asked, item, fault, headers, response, dialect, options, say })
  }

  const server = createServer((request, response) => {
    open += 1
    most = Math.max(most, open)
    response.on('close', () => {
      open -= 1
    })
    handle(request, response).catch((error: unknown) => {
      // A fault of the stand-in itself: no provider answers so, and the test has to see it.
      response.statusCode = 418
      response.end(JSON.stringify({ error: { message: String(error), type: 'stand-in' } }))
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    url: `http://127.0.0.1:${port}${dialect.name.startsWith('Gemini') ? '/v1beta' : '/v1'}`,
    requests,
    counts: () => new Map(attempts),
    mostAtOnce: () => most,
    close,
    [Symbol.asyncDispose]: close,
  }
}

interface Answering {
  readonly asked: AskedOf
  readonly item: string
  readonly fault: Fault | null
  readonly headers: Readonly<Record<string, string>>
  readonly response: ServerResponse
  readonly dialect: Dialect
  readonly options: StandInOptions
  readonly say: (answer: ErrorAnswer, headers?: Readonly<Record<string, string>>) => void
}

async function answer(each: Answering): Promise<void> {
  const { asked, item, fault, headers, response, dialect, options, say } = each
  const retryAfter = options.retryAfterSeconds ?? 2
  switch (fault) {
    case 'rate-limited':
      return say(dialect.error('rate-limited', retryAfter), { ...headers, 'retry-after': String(retryAfter) })
    case 'rate-limited-bare':
      return say(dialect.error('rate-limited', null), headers)
    case 'quota':
    case 'server-error':
    case 'overloaded':
    case 'unauthorised':
      return say(dialect.error(fault, null), headers)
    case 'bad-gateway':
      // What stands before a provider answers in HTML.
      response.writeHead(502, { 'content-type': 'text/html' })
      response.end('<html><head><title>502 Bad Gateway</title></head></html>')
      return
    case 'hang':
      return
    case 'wrong-content-type':
      response.writeHead(200, { 'content-type': 'text/html', ...headers })
      response.end('<html>Please sign in to the network.</html>')
      return
    default:
      return speak(each, spokenOf(asked, item, fault, options.says))
  }
}

async function speak(
  { asked, fault, headers, response, dialect, options }: Answering,
  spoken: Spoken,
): Promise<void> {
  const events = asked.stream ? dialect.events(spoken) : null
  const whole = events === null ? JSON.stringify(dialect.answer(spoken)) : frames(events)
  const type = events === null ? 'application/json' : 'text/event-stream'
  response.writeHead(200, {
    'content-type': type,
    ...headers,
    ...(events === null ? { 'content-length': String(Buffer.byteLength(whole)) } : {}),
  })
  const half = whole.slice(0, Math.floor(whole.length / 2))
  switch (fault) {
    case 'reset':
      response.write(half, () => response.socket?.resetAndDestroy())
      return
    case 'invalid-json':
      // The right length, so that nothing but the text is wrong.
      response.end(whole.replace(/\{/g, '<'))
      return
    case 'drip':
      for (const piece of whole.match(/[\s\S]{1,64}/g) ?? []) {
        if (response.destroyed) return
        response.write(piece)
        await wait(options.dripMilliseconds ?? 20)
      }
      response.end()
      return
    // A whole answer has no middle: these two are for streams only.
    case 'error-in-stream':
      response.end(
        events === null ? whole : frames([...events.slice(0, 2), dialect.errorEvent('overloaded')]),
      )
      return
    case 'cut-off-stream':
      response.end(events === null ? whole : frames(events.slice(0, Math.floor(events.length / 2))))
      return
    default:
      response.end(whole)
  }
}

function frames(events: readonly string[]): string {
  return events.map((event) => `${event}\n\n`).join('')
}

/** The same question always gets the same answer; another question gets another one. */
function spokenOf(asked: AskedOf, item: string, fault: Fault | null, says: StandInOptions['says']): Spoken {
  const digest = createHash('sha256').update(asked.prompt).digest('hex')
  const long =
    says?.(asked.prompt) ??
    `Answer to ${item} from ${asked.model}. Give 40 mg once daily, and review after 7 days (${digest.slice(0, 8)}).`
  const text =
    fault === 'empty'
      ? ''
      : fault === 'refusal'
        ? 'I cannot help with that.'
        : fault === 'truncated' || fault === 'content-filter'
          ? long.slice(0, 30)
          : long
  const cited = asked.search && text === long
  return {
    id: fault === 'duplicate-id' ? 'the-same-every-time' : digest.slice(0, 24),
    snapshot: `${asked.model}-2026-11-01`,
    text,
    ending: fault === 'refusal' || fault === 'content-filter' || fault === 'truncated' ? fault : 'whole',
    citations: cited
      ? [
          { url: 'https://example.org/second', title: 'The second page', quote: 'Give 40 mg.' },
          { url: 'https://example.org/first', title: 'The first page', quote: 'Review after a week.' },
        ]
      : [],
    searches: asked.search ? ['dose of the drug', 'when to review'] : [],
    tokens: {
      input: 100 + item.length,
      cached: 40,
      cacheWritten: 0,
      output: text === '' ? 0 : 50,
      reasoning: text === '' ? 0 : 20,
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body)
}
