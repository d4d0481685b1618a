import {
  type Answer,
  type Asked,
  badLine,
  error,
  notFound,
  ofJob,
  ok,
  type StoredJob,
  stored,
  type WireState,
} from './tuning-wire.ts'

/** Together's files, its store elsewhere and its jobs, after the types of the npm package together-ai 0.52.0. */
export function togetherWire({ files, jobs, endOf, url }: WireState): (asked: Asked) => Answer {
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
