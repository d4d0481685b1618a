import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chat, openaiDpo, togetherDpo } from '../../src/learning/export/testing/published-schemas.ts'

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

export interface StoredJob {
  readonly id: string
  readonly body: Readonly<Record<string, unknown>>
  readonly createdAt: number
  looks: number
  asked: boolean
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

interface WireState {
  readonly files: Map<string, { readonly name: string; text: string | null }>
  readonly jobs: StoredJob[]
  readonly endOf: (job: StoredJob) => 'succeeded' | 'failed' | 'cancelled' | null
  readonly url: () => string
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Buffer
  readonly request: IncomingMessage
  readonly hidden: boolean
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const ok = (body: unknown): Answer => ({ status: 200, body })
const notFound: Answer = { status: 404, body: error('No such thing.', 'not_found') }

/** The first line that is not what the method takes; null where all are. */
function badLine(text: string, dpo: boolean, service: 'openai' | 'together'): string | null {
  const schema = dpo ? (service === 'openai' ? openaiDpo : togetherDpo) : chat
  const lines = text.trimEnd().split('\n')
  const bad = lines.findIndex((line) => !schema.safeParse(JSON.parse(line)).success)
  return bad === -1 ? null : `Invalid file format. Line ${bad + 1} is not as expected.`
}

function openaiWire({ files, jobs, endOf }: WireState): (asked: Asked) => Answer {
  const fileOf = (id: string) => {
    const file = files.get(id)
    return {
      id,
      object: 'file',
      bytes: Buffer.byteLength(file?.text ?? ''),
      created_at: 1_764_000_000,
      filename: file?.name,
      purpose: 'fine-tune',
      status: file?.text?.includes('FORBIDDEN') ? 'error' : 'processed',
      status_details: file?.text?.includes('FORBIDDEN') ? 'The file was flagged by moderation.' : null,
    }
  }
  const jobOf = (job: StoredJob) => {
    const end = endOf(job)
    const base = String(job.body.model)
    return {
      id: job.id,
      object: 'fine_tuning.job',
      created_at: job.createdAt,
      model: base,
      status: end ?? (job.looks === 0 ? 'validating_files' : 'running'),
      fine_tuned_model:
        end === 'succeeded' ? `ft:${base.replace(/^ft:/, '')}:me:${job.body.suffix}:Ab${job.id}` : null,
      error:
        end === 'failed' ? { code: 'invalid_training_file', message: 'The job failed.', param: null } : {},
      training_file: job.body.training_file,
      metadata: job.body.metadata,
      method: job.body.method,
      result_files: [],
    }
  }
  return ({ method, path, query, body, request, hidden }) => {
    if (method === 'POST' && path === '/files') {
      const form = formOf(body, request.headers['content-type'] ?? '')
      if (form.get('purpose') !== 'fine-tune') return { status: 400, body: error('purpose', 'invalid') }
      const id = `file-${files.size + 1}`
      files.set(id, { name: form.get('filename') ?? '', text: form.get('file') ?? '' })
      return ok(fileOf(id))
    }
    if (method === 'GET' && path === '/files') return ok(pageOf([...files.keys()].map(fileOf), query))
    const file = /^\/files\/([\w-]+)$/.exec(path)?.[1]
    if (method === 'GET' && file !== undefined) return files.has(file) ? ok(fileOf(file)) : notFound
    if (method === 'POST' && path === '/fine_tuning/jobs') {
      const wanted = JSON.parse(body.toString('utf8'))
      const text = files.get(wanted.training_file)?.text
      const type = wanted.method?.type
      if (text === undefined || text === null || !['supervised', 'dpo'].includes(type))
        return { status: 400, body: error('Invalid training_file or method.', 'invalid_request_error') }
      const bad = badLine(text, type === 'dpo', 'openai')
      if (bad !== null) return { status: 400, body: error(bad, 'invalid_file_format') }
      return ok(jobOf(stored(jobs, 'ftjob', wanted)))
    }
    if (method === 'GET' && path === '/fine_tuning/jobs') {
      const tag = query.get('metadata[equipoise]')
      const found = jobs.filter((job) => (job.body.metadata as Record<string, unknown>).equipoise === tag)
      return ok(pageOf(hidden ? [] : found.map(jobOf), query))
    }
    return ofJob(
      jobs,
      /^\/fine_tuning\/jobs\/(ftjob-\d+)(\/events|\/cancel)?$/.exec(path),
      method,
      jobOf,
      (job) => ({
        object: 'list',
        data: [
          {
            object: 'fine_tuning.job.event',
            id: 'ev-2',
            created_at: job.createdAt + 60,
            level: 'info',
            message: 'Step 10/100',
          },
          {
            object: 'fine_tuning.job.event',
            id: 'ev-1',
            created_at: job.createdAt,
            level: 'info',
            message: 'Created',
          },
        ],
        has_more: false,
      }),
    )
  }
}

function togetherWire({ files, jobs, endOf, url }: WireState): (asked: Asked) => Answer {
  const fileOf = (id: string) => {
    const file = files.get(id)
    const refused = file?.text?.includes('FORBIDDEN') === true
    return {
      id,
      object: 'file',
      bytes: Buffer.byteLength(file?.text ?? ''),
      created_at: 1_764_000_000,
      filename: file?.name,
      FileType: 'jsonl',
      Processed: file?.text !== null,
      purpose: 'fine-tune',
      processing_status: file?.text === null ? 'PENDING' : refused ? 'INVALID_FORMAT' : 'COMPLETED',
      ...(refused ? { validation_report: { valid: false, error: 'Line 1 is not JSON.' } } : {}),
    }
  }
  const words = { succeeded: 'completed', failed: 'error', cancelled: 'cancelled' } as const
  const jobOf = (job: StoredJob) => {
    const end = endOf(job)
    return {
      id: job.id,
      created_at: '2026-11-26T10:00:00Z',
      updated_at: '2026-11-26T10:00:00Z',
      user_id: 'me',
      model: job.body.model,
      status: end === null ? (job.looks === 0 ? 'pending' : 'running') : words[end],
      suffix: job.body.suffix,
      model_output_name: `me/${String(job.body.model).split('/').at(-1)}-${job.body.suffix}`,
      training_file: job.body.training_file,
      training_method: job.body.training_method,
      events:
        end === 'failed'
          ? [
              {
                object: 'fine-tune-event',
                created_at: '2026-11-26T10:00:00Z',
                level: 'error',
                type: 'job_error',
                message: 'The job failed.',
              },
            ]
          : [],
    }
  }
  return ({ method, path, query, body, request, hidden }) => {
    if (method === 'POST' && path === '/files') {
      const id = `file-${files.size + 1}`
      files.set(id, { name: query.get('file_name') ?? '', text: null })
      return {
        status: 302,
        body: {},
        headers: { location: `${url()}/store/${id}?signature=1`, 'x-together-file-id': id },
      }
    }
    const store = /^\/store\/([\w-]+)$/.exec(path)?.[1]
    if (method === 'PUT' && store !== undefined) {
      // The store is not the service: whoever shows it a key has given the key away.
      if (request.headers.authorization !== undefined)
        return { status: 400, body: error('key shown to the store', 'leak') }
      const file = files.get(store)
      if (file !== undefined) file.text = body.toString('utf8')
      return ok({})
    }
    if (method === 'GET' && path === '/files') return ok({ data: [...files.keys()].map(fileOf) })
    const file = /^\/files\/([\w-]+)$/.exec(path)?.[1]
    if (method === 'GET' && file !== undefined) return files.has(file) ? ok(fileOf(file)) : notFound
    if (method === 'POST' && path === '/fine-tunes') {
      const wanted = JSON.parse(body.toString('utf8'))
      const text = files.get(wanted.training_file)?.text
      if (text === undefined || text === null || String(wanted.suffix).length > 64)
        return { status: 400, body: error('Invalid training_file or suffix.', 'invalid_request_error') }
      const bad = badLine(text, wanted.training_method?.method === 'dpo', 'together')
      if (bad !== null) return { status: 400, body: error(bad, 'invalid_file_format') }
      return ok(jobOf(stored(jobs, 'ft', wanted)))
    }
    if (method === 'GET' && path === '/fine-tunes') return ok({ data: hidden ? [] : jobs.map(jobOf) })
    return ofJob(jobs, /^\/fine-tunes\/(ft-\d+)(\/events|\/cancel)?$/.exec(path), method, jobOf, () => ({
      data: [
        {
          object: 'fine-tune-event',
          created_at: '2026-11-26T10:00:00Z',
          type: 'job_pending',
          message: 'Created',
        },
        {
          object: 'fine-tune-event',
          created_at: '2026-11-26T10:01:00Z',
          type: 'epoch_complete',
          message: 'Step 10/100',
        },
      ],
    }))
  }
}

function ofJob(
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

function stored(jobs: StoredJob[], prefix: string, body: Readonly<Record<string, unknown>>): StoredJob {
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
function pageOf(rows: readonly { readonly id: string }[], query: URLSearchParams) {
  const from = rows.findIndex(({ id }) => id === query.get('after')) + 1
  return { object: 'list', data: rows.slice(from, from + 2), has_more: rows.length > from + 2 }
}

function formOf(body: Buffer, type: string): Map<string, string> {
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

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function error(message: string, code: string) {
  return { error: { message, type: code, param: null, code } }
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
