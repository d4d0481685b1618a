import { z } from 'zod'
import { type Dialect, dataEvent, type ErrorKind, pieces, type Spoken } from './dialect.ts'

/**
 * Gemini generateContent and streamGenerateContent: ai.google.dev/api/generate-content,
 * ai.google.dev/gemini-api/docs/google-search, .../troubleshooting and .../rate-limits; bodies of 429 as users
 * report them.
 */
const request = z.looseObject({
  contents: z.array(z.looseObject({ parts: z.unknown().optional() })),
  systemInstruction: z.unknown().optional(),
  generationConfig: z.looseObject({}).optional(),
  tools: z.array(z.looseObject({ googleSearch: z.unknown().optional() })).optional(),
})

const path = /^\/v1beta\/models\/([^/:]+):(generateContent|streamGenerateContent)(\?alt=sse)?$/

const errors: Readonly<Record<ErrorKind, readonly [number, string, string]>> = {
  'rate-limited': [429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota. Please retry in 2s.'],
  quota: [429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.'],
  'server-error': [500, 'INTERNAL', 'An internal error has occurred.'],
  'bad-gateway': [502, 'INTERNAL', 'Bad gateway.'],
  overloaded: [503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'],
  unauthorised: [400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.'],
  'not-found': [404, 'NOT_FOUND', 'models/no-such-model is not found for API version v1beta.'],
  'too-large': [413, 'INVALID_ARGUMENT', 'Request payload size exceeds the limit.'],
}

export const googleDialect: Dialect = {
  name: 'Gemini generateContent',
  requestIdHeader: 'x-gemini-request',
  read(address, body) {
    const match = path.exec(address)
    if (match === null) return null
    const parsed = request.parse(body)
    return {
      model: match[1] ?? '',
      stream: match[2] === 'streamGenerateContent',
      search: (parsed.tools ?? []).some((tool) => tool.googleSearch !== undefined),
      prompt: [parsed.systemInstruction ?? '', ...parsed.contents.map((content) => content.parts)]
        .map((content) => JSON.stringify(content))
        .join('\n'),
      settings: parsed.generationConfig ?? {},
    }
  },
  keyOf: (headers) => (typeof headers['x-goog-api-key'] === 'string' ? headers['x-goog-api-key'] : null),
  answer: (spoken) => answerOf(spoken, spoken.text, true),
  events(spoken) {
    const parts = pieces(spoken.text)
    if (parts.length === 0) return [dataEvent(answerOf(spoken, '', true))]
    return parts.map((part, index) => dataEvent(answerOf(spoken, part, index === parts.length - 1)))
  },
  error(kind, retryAfterSeconds) {
    const [code, status, message] = errors[kind]
    return {
      status: code,
      body: { error: { code, message, status, details: detailsOf(kind, retryAfterSeconds) } },
    }
  },
  refusedSetting: (name) => ({
    status: 400,
    body: {
      error: {
        code: 400,
        message: `${name} is not supported by this model.`,
        status: 'INVALID_ARGUMENT',
      },
    },
  }),
  errorEvent(kind) {
    const [code, status, message] = errors[kind]
    return dataEvent({ error: { code, message, status } })
  },
  rateHeaders: () => ({}),
}

function detailsOf(kind: ErrorKind, retryAfterSeconds: number | null): unknown[] {
  if (kind === 'unauthorised') {
    return [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'API_KEY_INVALID',
        domain: 'googleapis.com',
      },
    ]
  }
  if (kind !== 'quota' && kind !== 'rate-limited') return []
  const quotaId =
    kind === 'quota'
      ? 'GenerateRequestsPerDayPerProjectPerModel'
      : 'GenerateRequestsPerMinutePerProjectPerModel'
  return [
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests', quotaId }],
    },
    ...(retryAfterSeconds === null
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfterSeconds}s` }]),
  ]
}

function answerOf(spoken: Spoken, text: string, last: boolean) {
  const { tokens } = spoken
  const common = {
    usageMetadata: {
      promptTokenCount: tokens.input,
      ...(tokens.cached === 0 ? {} : { cachedContentTokenCount: tokens.cached }),
      candidatesTokenCount: tokens.output - tokens.reasoning,
      ...(tokens.reasoning === 0 ? {} : { thoughtsTokenCount: tokens.reasoning }),
      totalTokenCount: tokens.input + tokens.output,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: tokens.input }],
    },
    modelVersion: spoken.snapshot,
    responseId: spoken.id,
  }
  if (spoken.ending === 'refusal') return { promptFeedback: { blockReason: 'SAFETY' }, ...common }
  const finishReason =
    spoken.ending === 'truncated'
      ? 'MAX_TOKENS'
      : spoken.ending === 'content-filter'
        ? 'PROHIBITED_CONTENT'
        : 'STOP'
  return {
    candidates: [
      {
        ...(text === '' ? { content: { role: 'model' } } : { content: { parts: [{ text }], role: 'model' } }),
        ...(last ? { finishReason } : {}),
        index: 0,
        ...(last && spoken.searches.length > 0 ? { groundingMetadata: groundingOf(spoken) } : {}),
      },
    ],
    ...common,
  }
}

function groundingOf(spoken: Spoken) {
  return {
    webSearchQueries: spoken.searches,
    searchEntryPoint: { renderedContent: '<div></div>' },
    groundingChunks: spoken.citations.map(({ url, title }) => ({ web: { uri: url, title } })),
    groundingSupports: spoken.citations.map((_, index) => ({
      segment: { startIndex: index, endIndex: index + 1, text: spoken.text.slice(index, index + 1) },
      groundingChunkIndices: [index],
    })),
  }
}
