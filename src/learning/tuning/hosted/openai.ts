import { z } from 'zod'
import { ask, get, postForm, postJson } from './requests.ts'
import type { HostedService, Job, JobPlan, JobState, Send } from './service.ts'

const baseUrl = 'https://api.openai.com/v1'

const fileSchema = z.looseObject({
  id: z.string().min(1),
  bytes: z.number(),
  filename: z.string(),
  status: z.string().nullish(),
  status_details: z.string().nullish(),
})

const jobSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  fine_tuned_model: z.string().nullish(),
  error: z.looseObject({ message: z.string().nullish() }).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})

const page = <Row extends z.ZodType>(row: Row) =>
  z.looseObject({ data: z.array(row), has_more: z.boolean().default(false) })
const jobsSchema = page(jobSchema)
const filesSchema = page(fileSchema)
const eventsSchema = page(z.looseObject({ created_at: z.number(), message: z.string() }))

const ends: Readonly<Record<string, JobState>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** The key in the metadata of a job that holds our tag. */
const metadataKey = 'equipoise'

/**
 * OpenAI's fine-tuning interface: files, jobs with the methods `supervised` and `dpo`, events, cancelling.
 *
 * @source developers.openai.com/api/reference/resources/fine_tuning and the types of the npm package openai 7.57.0
 */
export const openai: HostedService = {
  id: 'openai',
  title: 'OpenAI',
  baseUrl,
  keyFrom: 'OPENAI_API_KEY',
  fewest: 10,
  async findFile(send, { name, bytes }) {
    const fits = (file: z.infer<typeof fileSchema>) =>
      file.filename === name && file.bytes === bytes.byteLength && file.status !== 'error'
    return (await firstOf(send, '/files?purpose=fine-tune&limit=1000', filesSchema, fits))?.id ?? null
  },
  async upload(send, file) {
    return (await ask(send, postForm('/files', { purpose: 'fine-tune' }, file), fileSchema)).id
  },
  async fileState(send, id) {
    const { status, status_details } = await ask(send, get(`/files/${encodeURIComponent(id)}`), fileSchema)
    // A file that is still being looked at may be used: the job waits for it.
    if (status !== 'error') return { state: 'ready' }
    return { state: 'bad', why: status_details ?? 'the service gives no reason' }
  },
  async create(send, plan) {
    return jobOf(await ask(send, postJson('/fine_tuning/jobs', bodyOf(plan), false), jobSchema))
  },
  async find(send, tag) {
    const query = new URLSearchParams({ limit: '100', [`metadata[${metadataKey}]`]: tag })
    const found = await firstOf(
      send,
      `/fine_tuning/jobs?${query}`,
      jobsSchema,
      (job) => job.metadata?.[metadataKey] === tag,
    )
    return found === null ? null : jobOf(found)
  },
  async job(send, id) {
    return jobOf(await ask(send, get(`/fine_tuning/jobs/${encodeURIComponent(id)}`), jobSchema))
  },
  async events(send, id) {
    const { data } = await ask(
      send,
      get(`/fine_tuning/jobs/${encodeURIComponent(id)}/events?limit=20`),
      eventsSchema,
    )
    return data.map(({ created_at, message }) => ({ at: new Date(created_at * 1000).toISOString(), message }))
  },
  async cancel(send, id) {
    const path = `/fine_tuning/jobs/${encodeURIComponent(id)}/cancel`
    return jobOf(await ask(send, postJson(path, {}, true), jobSchema))
  },
  arm: (model, ownUrl, keyFrom) => ({
    via: 'api',
    provider: 'openai',
    model,
    ...(ownUrl === null ? {} : { baseUrl: ownUrl }),
    ...(keyFrom === 'OPENAI_API_KEY' ? {} : { keyFrom }),
  }),
}

/** What is not asked for is not sent, so that the service's own choice (`auto`) holds. */
function bodyOf({ stage, baseModel, after, fileId, tag, epochs, beta, seed }: JobPlan) {
  const hyperparameters = {
    ...(epochs === null ? {} : { n_epochs: epochs }),
    ...(beta === null || stage === 'sft' ? {} : { beta }),
  }
  return {
    model: after?.model ?? baseModel,
    training_file: fileId,
    suffix: tag,
    seed,
    metadata: { [metadataKey]: tag },
    method:
      stage === 'sft'
        ? { type: 'supervised', supervised: { hyperparameters } }
        : { type: 'dpo', dpo: { hyperparameters } },
  }
}

function jobOf({ id, status, fine_tuned_model, error }: z.infer<typeof jobSchema>): Job {
  return {
    id,
    state: Object.hasOwn(ends, status) ? (ends[status] ?? 'open') : 'open',
    word: status,
    model: fine_tuned_model ?? null,
    message: error?.message || null,
  }
}

/** The first row of a list that fits, page after page. */
async function firstOf<Row extends { readonly id: string }>(
  send: Send,
  path: string,
  schema: z.ZodType<{ readonly data: readonly Row[]; readonly has_more: boolean }>,
  fits: (row: Row) => boolean,
): Promise<Row | null> {
  let after: string | null = null
  for (;;) {
    const to: string = after === null ? path : `${path}&after=${encodeURIComponent(after)}`
    const { data, has_more } = await ask(send, get(to), schema)
    const found = data.find(fits)
    if (found !== undefined) return found
    const last = data.at(-1)?.id
    if (!has_more || last === undefined || last === after) return null
    after = last
  }
}
