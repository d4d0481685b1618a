import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openaiWire } from './tuning-openai.ts'
import { togetherWire } from './tuning-together.ts'
import { error, type StoredJob, type WireState } from './tuning-wire.ts'

/*
 * Services that tune models, on a loopback port, as OpenAI and Together AI publish their interfaces: the types of the npm
 * packages openai 7.57.0 and together-ai 0.52.0, and Together's upload by redirect.
 */

/** What goes wrong with one request. `lost`: it never arrives; `unanswered`: it is done, and the answer is lost. */
export type TuningFault = 'rate-limited' | 'server-error' | 'bad-gateway' | 'lost' | 'unanswered' | 'no-key'

export interface TuningOptions {
  /** Decides for the n-th request (from 0) of a route such as `POST /fine_tuning/jobs`. */
  readonly faults?: (route: string, n: number) => TuningFault | null
  /** What the n-th job (from 0) comes to. */
  readonly outcome?: (n: number) => 'succeeded' | 'failed' | 'cancelled' | 'never'
  /** Looks at a job before it has its end. Default: 2. */
  readonly looks?: number
  /** Whether jobs of this tag are listed only after as many looks at the list. Default: 0. */
  readonly listedAfter?: number
}

export interface TuningRequest {
  readonly route: string
  readonly key: string | null
  readonly fault: TuningFault | null
}

export interface TuningStandIn extends AsyncDisposable {
  readonly url: string
  readonly requests: readonly TuningRequest[]
  readonly files: ReadonlyMap<string, { readonly name: string; text: string | null }>
  readonly jobs: readonly StoredJob[]
  count(route: string): number
}

export const standInKey = 'sk-stand-in-42'

export async function startTuningStandIn(
  service: 'openai' | 'together',
  options: TuningOptions = {},
): Promise<TuningStandIn> {
  const requests: TuningRequest[] = []
  const files = new Map<string, { readonly name: string; text: string | null }>()
  const jobs: StoredJob[] = []
  let listed = 0

  function endOf(job: StoredJob) {
    const outcome = options.outcome?.(jobs.indexOf(job)) ?? 'succeeded'
    if (job.asked) return 'cancelled'
    return outcome !== 'never' && job.looks >= (options.looks ?? 2) ? outcome : null
  }

  const state: WireState = { files, jobs, endOf, url: () => url }
  const wire = service === 'openai' ? openaiWire(state) : togetherWire(state)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request)
    const address = new URL(request.url ?? '', 'http://stand-in')
    const path = address.pathname.replace(/^\/v1/, '')
    const route = `${request.method} ${path.replace(/\/(file|ft|ftjob)-\d+/g, '/*')}`
    const n = requests.filter((one) => one.route === route).length
    const fault = options.faults?.(route, n) ?? null
    const key = request.headers.authorization?.replace(/^Bearer /, '') ?? null
    requests.push({ route, key, fault })
    if (fault === 'lost') return void request.socket.destroy()
    if (fault === 'rate-limited')
      return say(response, 429, error('Rate limit reached.', 'rate_limit_exceeded'), { 'retry-after': '0' })
    if (fault === 'server-error') return say(response, 500, error('The server had an error.', 'server_error'))
    if (fault === 'bad-gateway') {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502 Bad Gateway</html>')
      return
    }
    if (fault === 'no-key' || (key !== standInKey && !path.startsWith('/store/')))
      return say(response, 401, error(`Incorrect API key provided: ${key}.`, 'invalid_api_key'))
    if (request.method === 'GET' && /^\/(fine_tuning\/jobs|fine-tunes)$/.test(path)) listed += 1
    const hidden = listed <= (options.listedAfter ?? 0)
    const answer = wire({
      method: request.method ?? '',
      path,
      query: address.searchParams,
      body,
      request,
      hidden,
    })
    if (fault === 'unanswered') return void request.socket.destroy()
    say(response, answer.status, answer.body, answer.headers)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((fault: unknown) => say(response, 418, error(String(fault), 'stand-in')))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return {
    url,
    requests,
    files,
    jobs,
    count: (route) => requests.filter((one) => one.route === route).length,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function say(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
