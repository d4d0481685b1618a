import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { setTimeout as wait } from 'node:timers/promises'
import { ForbiddenAddress, guarded, privateOriginsOf } from '../../../network/guard.ts'
import { problem } from '../../../problem.ts'
import type { OpenSearchConfig } from './opensearch-config.ts'

type Client = import('@opensearch-project/opensearch').Client

/** The version that the tests run on. */
export const clientVersion = '3.9.0'

export interface Call {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string | boolean>>
  readonly body?: object
  /** Lines of a bulk request, each JSON. */
  readonly lines?: readonly string[]
}

export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** Refusals that are answers for the one who asked; all others are problems. */
const answered = [400, 404, 409, 413]
const passing = [408, 425, 429, 500, 502, 503, 504]
const longestWait = 30_000
/** As the client's own connections are kept. */
const agentOptions = {
  keepAlive: true,
  keepAliveMsecs: 1000,
  maxSockets: 256,
  maxFreeSockets: 256,
  scheduling: 'lifo',
} as const

/**
 * Sends requests to a cluster through its own client. A fault that passes (too many requests, an overloaded or restarting node, no
 * answer in time, a broken connection) is waited out and the request sent again.
 */
export class OpenSearchConnection {
  readonly #client: Client
  readonly #config: OpenSearchConfig
  readonly #firstWait: number

  private constructor(client: Client, config: OpenSearchConfig, firstWait: number) {
    this.#client = client
    this.#config = config
    this.#firstWait = firstWait
  }

  /** @param firstWait milliseconds before a request is sent again; doubled each time */
  static async open(
    config: OpenSearchConfig,
    user: { readonly username: string; readonly password: string } | null,
    firstWait = 500,
    load: () => Promise<typeof import('@opensearch-project/opensearch')> = () =>
      import('@opensearch-project/opensearch'),
  ): Promise<OpenSearchConnection> {
    const { Client } = await load().catch((error: unknown) => {
      throw problem(
        'ENGINE_NOT_INSTALLED',
        `The client of OpenSearch could not be loaded: ${String(error).split('\n')[0]}`,
        `Install it with npm install @opensearch-project/opensearch@${clientVersion}, or search with the engine memory.`,
      )
    })
    const { url, lookup } = allowedNode(config.node)
    const Agent = url.protocol === 'https:' ? HttpsAgent : HttpAgent
    const client = new Client({
      node: config.node,
      // What the name leads to is checked with every new connection.
      agent: () => new Agent({ ...agentOptions, lookup }),
      maxRetries: 0,
      requestTimeout: config.requestSeconds * 1000,
      ...(user === null ? {} : { auth: { ...user } }),
    })
    return new OpenSearchConnection(client, config, firstWait)
  }

  get config(): OpenSearchConfig {
    return this.#config
  }

  /**
   * @throws `ENGINE_REFUSED` where the cluster refuses the request for good, `ENGINE_UNREACHABLE` where no attempt was answered
   */
  async call(call: Call): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#once(call)
      if ('reply' in outcome && !passing.includes(outcome.reply.status))
        return this.#accepted(call, outcome.reply)
      if (attempt >= this.#config.attempts) throw unreachable(this.#config.node, call, outcome.why, attempt)
      await this.pause(attempt, outcome.retryAfter)
    }
  }

  /** Waits before a request, or a part of one, is sent again. */
  async pause(attempt: number, retryAfter: number | null = null): Promise<void> {
    await wait(retryAfter ?? Math.min(longestWait, this.#firstWait * Math.exp((attempt - 1) * Math.LN2)))
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  async #once({ method, path, query, body, lines }: Call) {
    try {
      const reply = await this.#client.transport.request(
        {
          method,
          path,
          ...(query === undefined ? {} : { querystring: { ...query } }),
          ...(body === undefined ? {} : { body }),
          ...(lines === undefined ? {} : { bulkBody: `${lines.join('\n')}\n` }),
        },
        { ignore: Array.from({ length: 200 }, (_, at) => 400 + at) },
      )
      const status = reply.statusCode ?? 0
      const document: unknown = reply.body
      return {
        reply: { status, body: document },
        why: `status ${status}`,
        retryAfter: secondsAsked(reply.headers?.['retry-after']),
      }
    } catch (error) {
      // Whatever the connection met: no answer in time, none at all, or one that is cut off.
      return {
        why: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        retryAfter: null,
      }
    }
  }

  #accepted({ method, path }: Call, reply: Reply): Reply {
    if (reply.status < 400 || answered.includes(reply.status)) return reply
    throw refused(this.#config.node, `${method} ${path}`, reply)
  }
}

/** @throws `ENGINE_ADDRESS` where the cluster is at an address that nothing allows */
function allowedNode(node: string) {
  try {
    return guarded(node, { configured: node, privateOrigins: privateOriginsOf(process.env) })
  } catch (error) {
    if (!(error instanceof ForbiddenAddress)) throw error
    throw problem('ENGINE_ADDRESS', error.message, 'Look at node in the settings of the corpus.', {
      place: { field: 'node' },
      value: node,
    })
  }
}

function secondsAsked(header: unknown): number | null {
  return typeof header === 'string' && /^\d{1,4}$/.test(header)
    ? Math.min(longestWait, Number(header) * 1000)
    : null
}

export function refused(node: string, what: string, { status, body }: Reply) {
  return problem(
    'ENGINE_REFUSED',
    `OpenSearch refused ${what} with status ${status}.`,
    status === 401 || status === 403
      ? 'Look at the user named with userFrom and at what it may do.'
      : 'Look at what OpenSearch says, and at its version: 2 and 3 are known to work alike here.',
    { place: { field: node }, value: typeof body === 'string' ? body : JSON.stringify(body) },
  )
}

function unreachable(node: string, { method, path }: Call, why: string, attempts: number) {
  return problem(
    'ENGINE_UNREACHABLE',
    `OpenSearch did not answer ${method} ${path} in ${attempts} attempts.`,
    'See that it runs and is reachable from here, then do it again: what was put in stays.',
    { place: { field: node }, value: why },
  )
}
