import { z } from 'zod'
import { problem } from '../../../problem.ts'
import { ask, get, postJson, read } from './requests.ts'
import type { HostedRequest, HostedService, Job, JobPlan, JobState } from './service.ts'

const baseUrl = 'https://api.together.xyz/v1'

const fileSchema = z.looseObject({
  id: z.string().min(1),
  bytes: z.number(),
  filename: z.string(),
  Processed: z.boolean().nullish(),
  processing_status: z.string().nullish(),
  validation_report: z.looseObject({ error: z.string().nullish() }).nullish(),
})

const eventSchema = z.looseObject({
  created_at: z.string(),
  message: z.string(),
  type: z.string().nullish(),
  level: z.string().nullish(),
})

const jobSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  suffix: z.string().nullish(),
  model_output_name: z.string().nullish(),
  events: z.array(eventSchema).nullish(),
})

const ends: Readonly<Record<string, JobState>> = {
  completed: 'succeeded',
  error: 'failed',
  cancelled: 'cancelled',
}
const badFiles = ['FAILED', 'INVALID_FORMAT']

/**
 * Together's fine-tuning interface. A file is announced, the answer redirects to a store with an address of its own, and the
 * bytes are put there without the key. A second stage goes on from the checkpoint of the first.
 *
 * @source docs.together.ai/reference and the npm package together-ai 0.52.0 (types, and lib/upload for the upload)
 */
export const together: HostedService = {
  id: 'together',
  title: 'Together AI',
  baseUrl,
  keyFrom: 'TOGETHER_API_KEY',
  fewest: 1,
  async findFile(send, { name, bytes }) {
    const { data } = await ask(send, get('/files'), z.looseObject({ data: z.array(fileSchema) }))
    const fits = data.find(
      (file) =>
        file.filename === name &&
        file.bytes === bytes.byteLength &&
        !badFiles.includes(file.processing_status ?? ''),
    )
    return fits?.id ?? null
  },
  async upload(send, { name, bytes }) {
    const fields = new URLSearchParams({ file_name: name, file_type: 'jsonl', purpose: 'fine-tune' })
    const announce: HostedRequest = {
      method: 'POST',
      to: `/files?${fields}`,
      contentType: 'application/x-www-form-urlencoded',
      body: fields.toString(),
      repeatable: true,
      withKey: true,
    }
    const { status, headers } = await send(announce)
    const [store, id] = [headers.get('location'), headers.get('x-together-file-id')]
    if (status !== 302 || !store || !id)
      throw problem(
        'HOSTED_UPLOAD',
        'The service did not say where the file is to be put.',
        'Check the address of the service.',
        { value: String(status), expected: '302 with a location and the id of the file' },
      )
    await send({
      method: 'PUT',
      to: store,
      contentType: 'application/octet-stream',
      body: bytes,
      repeatable: true,
      withKey: false,
    })
    return id
  },
  async fileState(send, id) {
    const file = await ask(send, get(`/files/${encodeURIComponent(id)}`), fileSchema)
    const status = file.processing_status
    if (badFiles.includes(status ?? ''))
      return { state: 'bad', why: file.validation_report?.error ?? 'the service gives no reason' }
    const ready = status === null || status === undefined ? file.Processed !== false : status === 'COMPLETED'
    return { state: ready ? 'ready' : 'checking' }
  },
  async create(send, plan) {
    const request = postJson('/fine-tunes', bodyOf(plan), false)
    return jobOf(read(await send(request), request, jobSchema))
  },
  async find(send, tag) {
    const { data } = await ask(send, get('/fine-tunes'), z.looseObject({ data: z.array(jobSchema) }))
    const found = data.find((job) => job.suffix === tag || job.model_output_name?.includes(tag))
    return found === undefined ? null : jobOf(found)
  },
  async job(send, id) {
    return jobOf(await ask(send, get(`/fine-tunes/${encodeURIComponent(id)}`), jobSchema))
  },
  async events(send, id) {
    const path = `/fine-tunes/${encodeURIComponent(id)}/events`
    const { data } = await ask(send, get(path), z.looseObject({ data: z.array(eventSchema) }))
    return data
      .map(({ created_at, message }) => ({ at: created_at, message }))
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, 20)
  },
  async cancel(send, id) {
    const path = `/fine-tunes/${encodeURIComponent(id)}/cancel`
    return jobOf(await ask(send, postJson(path, {}, true), jobSchema))
  },
  arm: (model, ownUrl, keyFrom) => ({
    via: 'api',
    provider: 'compatible',
    model,
    baseUrl: ownUrl ?? baseUrl,
    keyFrom,
  }),
}

function bodyOf({ stage, baseModel, after, fileId, tag, epochs, beta, seed }: JobPlan) {
  return {
    model: baseModel,
    training_file: fileId,
    suffix: tag,
    random_seed: seed,
    ...(epochs === null ? {} : { n_epochs: epochs }),
    ...(after === null ? {} : { from_checkpoint: after.jobId }),
    training_method:
      stage === 'sft'
        ? { method: 'sft', train_on_inputs: 'auto' }
        : { method: 'dpo', ...(beta === null ? {} : { dpo_beta: beta }) },
  }
}

function jobOf({ id, status, model_output_name, events }: z.infer<typeof jobSchema>): Job {
  const state = Object.hasOwn(ends, status) ? (ends[status] ?? 'open') : 'open'
  const fault = events?.findLast(({ type, level }) => type === 'job_error' || level === 'error')
  return {
    id,
    state,
    word: status,
    // The name is given before the model is there.
    model: state === 'succeeded' ? (model_output_name ?? null) : null,
    message: fault?.message ?? null,
  }
}
