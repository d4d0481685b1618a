import { z } from 'zod'

/** What a provider says went wrong. */
export interface ProviderError {
  /** Every word that names the kind: type, code, status, reasons. Lower case. */
  readonly names: readonly string[]
  readonly message: string
  /** Field of the request that is at fault, where the provider says it. */
  readonly field: string | null
  /** A status inside the body. */
  readonly status: number | null
  readonly retryAfter: string | null
  /** Identifiers of quotas that are used up (Google). */
  readonly quotas: readonly string[]
}

const name = z.union([z.string(), z.number()]).nullish().catch(null)

const details = z
  .array(
    z.looseObject({
      reason: z.string().nullish().catch(null),
      retryDelay: z.string().nullish().catch(null),
      violations: z
        .array(z.looseObject({ quotaId: z.string().nullish().catch(null) }))
        .nullish()
        .catch(null),
    }),
  )
  .catch([])

const errorFields = z.looseObject({
  type: name,
  code: name,
  status: name,
  param: name,
  message: z.string().catch(''),
  details: z.unknown().optional(),
})

const errorBody = z.union([
  z.looseObject({ error: errorFields }).transform((body) => body.error),
  // Ollama and some gateways.
  z.looseObject({ error: z.string() }).transform((body) => errorFields.parse({ message: body.error })),
  // The whole response of a streamed failure (OpenAI Responses).
  z.looseObject({ response: z.looseObject({ error: errorFields }) }).transform((body) => body.response.error),
  // vLLM before it followed OpenAI, and the `error` event of the Responses API.
  z.looseObject({ message: z.string(), type: z.string() }).transform((body) => errorFields.parse(body)),
  // FastAPI: a sentence, or a list of faults of which each names its field and repeats what was sent.
  z.looseObject({ detail: z.string() }).transform((body) => errorFields.parse({ message: body.detail })),
  z
    .looseObject({
      detail: z.array(z.looseObject({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
    })
    .transform(({ detail }) =>
      errorFields.parse({
        message: detail.map((fault) => fault.msg).join(' '),
        param: detail[0]?.loc.at(-1),
      }),
    ),
])

/** Reads an error as each provider writes it; null where a document holds none. */
export function providerError(document: unknown): ProviderError | null {
  const parsed = errorBody.safeParse(Array.isArray(document) ? document[0] : document)
  if (!parsed.success) return null
  const { type, code, status, param, message } = parsed.data
  const list = details.parse(parsed.data.details)
  const inside = z.looseObject({ error_code: name }).safeParse(parsed.data.details)
  const numeric = [code, status].find((value) => typeof value === 'number')
  return {
    names: [
      type,
      code,
      status,
      ...(inside.success ? [inside.data.error_code] : []),
      ...list.map((detail) => detail.reason),
    ]
      .filter((value) => value !== null && value !== undefined)
      .map((value) => String(value).toLowerCase()),
    message,
    field: param === null || param === undefined ? null : String(param),
    status: numeric !== undefined && numeric >= 400 && numeric <= 599 ? numeric : null,
    retryAfter: list.find((detail) => typeof detail.retryDelay === 'string')?.retryDelay ?? null,
    quotas: list.flatMap((detail) => detail.violations ?? []).flatMap(({ quotaId }) => quotaId ?? []),
  }
}
