import type { Dialect, ErrorAnswer, ErrorKind } from './dialect.ts'

/**
 * Errors and headers of OpenAI: developers.openai.com/api/docs/guides/error-codes and .../guides/rate-limits;
 * the sentences for settings are those that users report in issues of 2025 and 2026.
 */
const errors: Readonly<
  Record<ErrorKind, { status: number; type: string; code: string | null; message: string }>
> = {
  'rate-limited': {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: 'Rate limit reached for requests per min. Please try again in 2s.',
  },
  quota: {
    status: 429,
    type: 'insufficient_quota',
    code: 'credit_balance_exhausted',
    message: 'You exceeded your current quota, please check your plan and billing details.',
  },
  'server-error': {
    status: 500,
    type: 'server_error',
    code: null,
    message: 'The server had an error while processing your request. Sorry about that!',
  },
  'bad-gateway': { status: 502, type: 'server_error', code: null, message: 'Bad gateway.' },
  overloaded: {
    status: 503,
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
    message: 'The engine is currently overloaded, please try again later.',
  },
  unauthorised: {
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    message: 'Incorrect API key provided.',
  },
  'not-found': {
    status: 404,
    type: 'invalid_request_error',
    code: 'model_not_found',
    message: 'The model does not exist or you do not have access to it.',
  },
  'too-large': {
    status: 413,
    type: 'invalid_request_error',
    code: null,
    message: 'Request too large.',
  },
}

function errorOf(kind: ErrorKind): ErrorAnswer {
  const { status, type, code, message } = errors[kind]
  return { status, body: { error: { message, type, param: null, code } } }
}

export const openaiErrors: Pick<
  Dialect,
  'error' | 'refusedSetting' | 'rateHeaders' | 'requestIdHeader' | 'keyOf'
> = {
  error: errorOf,
  refusedSetting: (name) => ({
    status: 400,
    body: {
      error: {
        message: `Unsupported parameter: '${name}' is not supported with this model.`,
        type: 'invalid_request_error',
        param: name,
        code: 'unsupported_parameter',
      },
    },
  }),
  rateHeaders: ({ requestsLeft, tokensLeft, resetSeconds }) => ({
    'x-ratelimit-limit-requests': '500',
    'x-ratelimit-limit-tokens': '200000',
    'x-ratelimit-remaining-requests': String(requestsLeft),
    'x-ratelimit-remaining-tokens': String(tokensLeft),
    'x-ratelimit-reset-requests': `${resetSeconds}s`,
    'x-ratelimit-reset-tokens': `${resetSeconds * 1000}ms`,
  }),
  requestIdHeader: 'x-request-id',
  keyOf: ({ authorization }) =>
    typeof authorization === 'string' ? authorization.replace(/^Bearer /, '') : null,
}

export function openaiErrorBody(kind: ErrorKind): unknown {
  return errorOf(kind).body
}
