import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { StandInIndex } from './stand-in-index.ts'

/** Something that goes wrong with the next request whose method and path fit. */
export interface Fault {
  readonly on: RegExp
  /** Answered with this status before anything is done. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Each so many-th document of a bulk request is refused, with this status. */
  readonly items?: { readonly every: number; readonly status: number }
  /** Carried out, and then the connection is cut (`cut`) or left without an answer (`hang`). */
  readonly lost?: 'cut' | 'hang'
}

/** A real HTTP server that speaks as much of OpenSearch's interface as is used here, on this machine alone. */
export interface OpenSearchStandIn {
  readonly node: string
  /** Faults that are still to come; each goes wrong once. */
  readonly faults: Fault[]
  /** `POST /_bulk` and so on, in the order in which they came. */
  readonly requests: string[]
  readonly indices: Map<string, StandInIndex>
  close(): Promise<void>
}

const metaSchema = z.strictObject({ _meta: z.record(z.string(), z.unknown()) })
const settingsSchema = z.strictObject({ index: z.strictObject({ refresh_interval: z.string() }) })
const actionSchema = z.strictObject({ create: z.strictObject({ _id: z.string().max(512) }) })
const sourceSchema = z.record(z.string(), z.unknown())

/** @param user what requests must be authorised with; null: nothing */
export async function startStandIn(
  user: { name: string; password: string } | null = null,
): Promise<OpenSearchStandIn> {
  const indices = new Map<string, StandInIndex>()
  const faults: Fault[] = []
  const requests: string[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://stand-in')
      const said = `${request.method} ${url.pathname}`
      requests.push(said)
      const at = faults.findIndex(({ on }) => on.test(said))
      const fault = at === -1 ? undefined : faults.splice(at, 1)[0]
      if (fault?.status !== undefined) {
        send(
          response,
          fault.status,
          errorBody(fault.status, 'es_rejected_execution_exception', 'a fault of the test'),
          fault.headers,
        )
        return
      }
      if (user !== null && !isAuthorised(request, user)) {
        send(response, 401, 'Unauthorized', { 'www-authenticate': 'Basic realm="OpenSearch Security"' })
        return
      }
      const reply = answer(indices, request, url, Buffer.concat(pieces).toString('utf8'), fault)
      if (fault?.lost === 'cut') response.destroy()
      else if (fault?.lost === undefined) send(response, reply.status, reply.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const close = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return { node: `http://127.0.0.1:${address.port}`, faults, requests, indices, close }
}

interface Answer {
  readonly status: number
  readonly body: object | string
}

function answer(
  indices: Map<string, StandInIndex>,
  { method, headers }: IncomingMessage,
  url: URL,
  text: string,
  fault: Fault | undefined,
): Answer {
  const [name = '', verb = '', pattern = ''] = url.pathname.slice(1).split('/')
  if (name === '_cat' && verb === 'indices') {
    const start = decodeURIComponent(pattern).replace(/\*$/, '')
    return {
      status: 200,
      body: [...indices.keys()].filter((one) => one.startsWith(start)).map((index) => ({ index })),
    }
  }
  const index = indices.get(name)
  if (method === 'PUT' && verb === '') {
    if (index !== undefined)
      return failed(400, 'resource_already_exists_exception', `index [${name}/uuid] already exists`)
    try {
      indices.set(name, new StandInIndex(JSON.parse(text)))
    } catch (error) {
      return failed(400, 'mapper_parsing_exception', String(error))
    }
    return { status: 200, body: { acknowledged: true, shards_acknowledged: true, index: name } }
  }
  if (index === undefined) return failed(404, 'index_not_found_exception', `no such index [${name}]`)
  const shards = { total: 1, successful: 1, skipped: 0, failed: 0 }
  switch (`${method} ${verb}`) {
    case 'DELETE ':
      indices.delete(name)
      return { status: 200, body: { acknowledged: true } }
    case 'GET _mapping':
      return { status: 200, body: { [name]: index.mapping } }
    case 'PUT _mapping':
      index.setMeta(metaSchema.parse(JSON.parse(text))._meta)
      return { status: 200, body: { acknowledged: true } }
    case 'PUT _settings':
      settingsSchema.parse(JSON.parse(text))
      return { status: 200, body: { acknowledged: true } }
    case 'POST _refresh':
      index.refresh()
      return { status: 200, body: { _shards: shards } }
    case 'GET _count':
      return { status: 200, body: { count: index.count, _shards: shards } }
    case 'POST _bulk':
      if (headers['content-type'] !== 'application/x-ndjson')
        return failed(
          406,
          'media_type_header_exception',
          `Content-Type header [${headers['content-type']}] is not supported`,
        )
      return bulk(index, name, text, fault)
    case 'POST _search':
      try {
        const hits = index.search(JSON.parse(text))
        return {
          status: 200,
          body: { took: 1, timed_out: false, _shards: shards, hits: { max_score: null, hits } },
        }
      } catch (error) {
        return failed(400, 'parsing_exception', String(error))
      }
    default:
      return failed(405, 'method_not_allowed', `${method} ${verb}`)
  }
}

function bulk(index: StandInIndex, name: string, text: string, fault: Fault | undefined): Answer {
  if (!text.endsWith('\n'))
    return failed(400, 'illegal_argument_exception', 'The bulk request must be terminated by a newline [\\n]')
  const lines = text.slice(0, -1).split('\n')
  const items = Array.from({ length: lines.length / 2 }, (_, at) => {
    const { _id } = actionSchema.parse(JSON.parse(lines[2 * at] ?? '')).create
    const kept = { _index: name, _id }
    if (fault?.items !== undefined && at % fault.items.every === 0) {
      const error = {
        type: 'es_rejected_execution_exception',
        reason: 'rejected execution of coordinating operation',
      }
      return { create: { ...kept, status: fault.items.status, error } }
    }
    const status = index.create(_id, sourceSchema.parse(JSON.parse(lines[2 * at + 1] ?? '')))
    if (status === 201) return { create: { ...kept, _version: 1, result: 'created', status } }
    const type = status === 409 ? 'version_conflict_engine_exception' : 'mapper_parsing_exception'
    return { create: { ...kept, status, error: { type, reason: `[${_id}]: ${type}` } } }
  })
  return { status: 200, body: { took: 1, errors: items.some(({ create }) => create.status >= 300), items } }
}

function failed(status: number, type: string, reason: string): Answer {
  return { status, body: errorBody(status, type, reason) }
}

function errorBody(status: number, type: string, reason: string): object {
  return { error: { root_cause: [{ type, reason }], type, reason }, status }
}

function isAuthorised(request: IncomingMessage, user: { name: string; password: string }): boolean {
  const expected = Buffer.from(`${user.name}:${user.password}`).toString('base64')
  return request.headers.authorization === `Basic ${expected}`
}

function send(
  response: ServerResponse,
  status: number,
  body: object | string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=UTF-8'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
