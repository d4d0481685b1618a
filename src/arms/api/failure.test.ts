import { describe, expect, it } from 'vitest'
import { providerError } from './error-body.ts'
import { failureOf } from './failure.ts'

const failure = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const { reason, retry, status: became } = failureOf(status, new Headers(headers), providerError(body), 0)
  return [became, reason, retry === null ? 'never' : retry.afterMilliseconds]
}

describe('failureOf', () => {
  it.each([
    // Bodies as the providers' pages and their users' reports print them.
    [
      'OpenAI, out of money',
      429,
      { error: { type: 'insufficient_quota', code: 'project_spend_limit_exceeded', message: '' } },
      'quota',
    ],
    [
      'OpenAI, older',
      429,
      { error: { type: 'insufficient_quota', code: 'insufficient_quota', message: '' } },
      'quota',
    ],
    [
      'Anthropic, spend limit',
      429,
      {
        type: 'error',
        error: {
          type: 'rate_limit_error',
          message: '',
          details: { error_code: 'enforced_spend_limit_reached' },
        },
      },
      'quota',
    ],
    [
      'Anthropic, own limit',
      400,
      {
        type: 'error',
        error: {
          type: 'invalid_request_error',
          message: 'You have reached your specified API usage limits.',
        },
      },
      'quota',
    ],
    ['Anthropic, billing', 402, { type: 'error', error: { type: 'billing_error', message: '' } }, 'quota'],
    [
      'Google, a day used up',
      429,
      {
        error: {
          code: 429,
          status: 'RESOURCE_EXHAUSTED',
          message: '',
          details: [
            { '@type': 'x', violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] },
          ],
        },
      },
      'quota',
    ],
    [
      'OpenAI, key',
      401,
      { error: { type: 'invalid_request_error', code: 'invalid_api_key', message: '' } },
      'authentication',
    ],
    [
      'Google, key',
      400,
      {
        error: {
          code: 400,
          status: 'INVALID_ARGUMENT',
          message: '',
          details: [{ reason: 'API_KEY_INVALID' }],
        },
      },
      'authentication',
    ],
    [
      'Anthropic, permission',
      403,
      { type: 'error', error: { type: 'permission_error', message: '' } },
      'authentication',
    ],
    ['a model nobody has', 404, { error: { code: 404, status: 'NOT_FOUND', message: '' } }, 'rejected'],
    ['too large', 413, { type: 'error', error: { type: 'request_too_large', message: '' } }, 'rejected'],
    [
      'vLLM, older',
      400,
      { object: 'error', message: 'too long', type: 'BadRequestError', param: null, code: 400 },
      'rejected',
    ],
    ['Ollama', 404, { error: 'model "x" not found, try pulling it first' }, 'rejected'],
    [
      'FastAPI',
      422,
      { detail: [{ loc: ['body', 'top_p'], msg: 'Input should be less than 1', input: 3 }] },
      'rejected',
    ],
    ['a redirect', 302, null, 'rejected'],
  ])('does not call again: %s', (_, status, body, reason) => {
    const [became, found, wait] = failure(status, body)
    expect([became, found, wait]).toEqual(['failed', reason, 'never'])
  })

  it.each([
    [
      'OpenAI',
      429,
      { error: { type: 'requests', code: 'rate_limit_exceeded', message: '' } },
      { 'retry-after': '3' },
      'rate-limited',
      3000,
    ],
    [
      'OpenAI, slower',
      429,
      { error: { type: 'rate_limit_error', code: 'slow_down', message: '' } },
      {},
      'rate-limited',
      null,
    ],
    [
      'Google, a minute',
      429,
      {
        error: {
          code: 429,
          status: 'RESOURCE_EXHAUSTED',
          message: '',
          details: [
            { violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel' }] },
            { retryDelay: '34.07s' },
          ],
        },
      },
      {},
      'rate-limited',
      34_070,
    ],
    [
      'Google in a list',
      429,
      [{ error: { code: 429, message: '', status: 'RESOURCE_EXHAUSTED' } }],
      {},
      'rate-limited',
      null,
    ],
    [
      'Anthropic',
      529,
      { type: 'error', error: { type: 'overloaded_error', message: '' } },
      {},
      'overloaded',
      null,
    ],
    [
      'in a stream',
      200,
      { type: 'error', error: { type: 'overloaded_error', message: '' } },
      {},
      'overloaded',
      null,
    ],
    [
      'Google in a stream',
      200,
      { error: { code: 503, message: '', status: 'UNAVAILABLE' } },
      {},
      'overloaded',
      null,
    ],
    [
      'Responses that failed',
      200,
      { error: { code: 'rate_limit_exceeded', message: '' } },
      {},
      'rate-limited',
      null,
    ],
    [
      'Responses, whole event',
      200,
      { type: 'response.failed', response: { error: { code: 'server_error', message: '' } } },
      {},
      'server-error',
      null,
    ],
    ['a proxy', 502, null, {}, 'server-error', null],
    ['a gateway that timed out', 504, null, {}, 'server-error', null],
    ['a time-out', 408, null, {}, 'server-error', null],
    ['a conflict', 409, null, {}, 'server-error', null],
  ])('calls again: %s', (_, status, body, headers, reason, wait) => {
    expect(failure(status, body, headers)).toEqual(['failed', reason, wait])
  })

  it('takes a content filter that answers 400 for a refusal, not for a fault', () => {
    const azure = { error: { code: 'content_filter', message: 'filtered', param: 'prompt', status: 400 } }
    expect(failure(400, azure)).toEqual(['refused', 'content-filter', 'never'])
  })
})
