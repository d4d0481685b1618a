import {
  type Answer,
  type Asked,
  badLine,
  error,
  formOf,
  notFound,
  ofJob,
  ok,
  pageOf,
  type StoredJob,
  stored,
  type WireState,
} from './tuning-wire.ts'

/** OpenAI's files and jobs, after the types of the npm package openai 7.57.0. */
export function openaiWire({ files, jobs, endOf }: WireState): (asked: Asked) => Answer {
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
