import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  deskConsentSchema,
  deskEventsSchema,
  deskNextSchema,
  deskSavedSchema,
  deskSchema,
} from '../../src/server/contract/desk.ts'
import type { TrainingFeedback } from '../../src/server/contract/feedback.ts'
import { trainingFeedbackSchema } from '../../src/server/contract/feedback.ts'
import { guessChoicesSchema } from '../../src/server/contract/guesses.ts'
import type { DeskMemory } from './desk-memory.ts'
import { contentPolicy, readPage } from './static-pages.ts'

/**
 * What goes wrong with a request: a status instead of an answer, `drop` to record it and then cut the line, `cut` to cut
 * the line before, `portal` for a guest network that answers everything with its own page.
 */
export type Fault = 401 | 400 | 413 | 429 | 500 | 503 | 'drop' | 'cut' | 'portal'

export interface DeskServer {
  readonly origin: string
  /** Requests to the interface, as `POST /api/desk/events`, in order. */
  readonly requests: readonly string[]
  /** What goes wrong with the next requests whose path ends so, in order. */
  fail(path: string, ...faults: readonly Fault[]): void
  /** Every request fails so until it is called with null. */
  failAll(fault: Fault | null): void
  /** Ends the session; opening the link begins another one. */
  endSession(): void
  close(): Promise<void>
}

export interface DeskServerOptions {
  readonly memory: DeskMemory
  /** Folder of the built pages. */
  readonly pages: string
  readonly feedback?: (unit: string) => TrainingFeedback | null
  readonly guesses?: readonly { readonly id: string; readonly label: string }[]
}

/** A real server on this machine that keeps the contract, and breaks it when told to. */
export async function startDeskServer(options: DeskServerOptions): Promise<DeskServer> {
  const faults = new Map<string, Fault[]>()
  const requests: string[] = []
  let always: Fault | null = null
  let session = 1
  const faultFor = (path: string): Fault | null => {
    if (always !== null) return always
    for (const [ending, list] of faults) if (path.endsWith(ending)) return list.shift() ?? null
    return null
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://desk.invalid')
    if (pathname.startsWith('/r/')) {
      response.setHeader('set-cookie', `desk=s${session}; Path=/; HttpOnly; SameSite=Lax`)
      return redirect(response, '/desk/')
    }
    if (!pathname.startsWith('/api/')) return page(response, options.pages, pathname)

    requests.push(`${request.method} ${pathname}`)
    const fault = faultFor(pathname)
    if (fault === 'cut') return request.socket.destroy()
    if (fault === 'portal') return send(response, 200, '<h1>Welcome to the guest network</h1>', 'text/html')
    if (typeof fault === 'number') {
      if (fault === 429) response.setHeader('retry-after', '1')
      return json(response, fault, { code: 'FAULT' })
    }
    if (!(request.headers.cookie ?? '').split('; ').includes(`desk=s${session}`))
      return json(response, 401, {})
    const body = request.method === 'POST' ? await readBody(request) : null
    if (request.method === 'POST' && !isFromOurPage(request)) return json(response, 403, {})
    const answer = answerTo(`${request.method} ${pathname}`, body, searchParams, options)
    if (fault === 'drop') return request.socket.destroy()
    return json(response, answer.status, answer.value)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A contract that our own answers break must fail the test that sees it.
      json(response, 599, { error: String(error) })
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    origin: originOf(server),
    requests,
    fail: (path, ...list) => faults.set(path, [...list]),
    failAll: (fault) => {
      always = fault
    },
    endSession: () => {
      session += 1
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answerTo(
  what: string,
  body: unknown,
  query: URLSearchParams,
  { memory, feedback, guesses = [] }: DeskServerOptions,
): { readonly status: number; readonly value: unknown } {
  switch (what) {
    case 'GET /api/desk':
      return { status: 200, value: deskSchema.parse(memory.desk()) }
    case 'POST /api/desk/next':
      return { status: 200, value: deskNextSchema.parse(memory.next()) }
    case 'POST /api/desk/consent': {
      const { given } = deskConsentSchema.parse(body)
      memory.consent = given
      return { status: 200, value: { given } }
    }
    case 'POST /api/desk/events': {
      const read = deskEventsSchema.safeParse(body)
      if (!read.success)
        return { status: 400, value: { code: 'EVENTS_UNREADABLE', message: read.error.message } }
      return { status: 200, value: deskSavedSchema.parse(memory.save(read.data.events)) }
    }
    case 'GET /api/desk/guesses':
      return { status: 200, value: guessChoicesSchema.parse({ choices: guesses, units: memory.toGuess() }) }
    case 'GET /api/desk/feedback': {
      const found = feedback?.(query.get('unit') ?? '') ?? null
      return found === null
        ? { status: 404, value: {} }
        : { status: 200, value: trainingFeedbackSchema.parse(found) }
    }
    default:
      return { status: 404, value: {} }
  }
}

/** The server's rule against requests that another site makes a browser send. */
function isFromOurPage({ headers }: IncomingMessage): boolean {
  return (
    headers['x-equipoise'] === '1' &&
    headers['content-type'] === 'application/json' &&
    headers.origin === `http://${headers.host}`
  )
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

function page(response: ServerResponse, folder: string, path: string): void {
  const found = readPage(folder, path)
  if (found === null) {
    send(response, 404, 'Not found', 'text/plain')
    return
  }
  response.setHeader('content-security-policy', contentPolicy)
  send(response, 200, found.bytes, found.type)
}

function json(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, JSON.stringify(value), 'application/json')
}

function redirect(response: ServerResponse, to: string): void {
  response.setHeader('location', to)
  send(response, 303, '', 'text/plain')
}

function send(response: ServerResponse, status: number, body: string | Buffer, type: string): void {
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' })
  response.end(body)
}

function originOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}
