import { describe, expect, it } from 'vitest'
import { durationMilliseconds, rateLimitsOf, retryAfterMilliseconds } from './rate-limits.ts'

const now = Date.parse('2026-11-22T10:00:00Z')

describe('retryAfterMilliseconds', () => {
  it.each<[Record<string, string>, number | null]>([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after-ms': '1250', 'retry-after': '7' }, 1250],
    [{ 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT' }, 30_000],
    // A time that is over.
    [{ 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('reads %j as %j', (headers, expected) => {
    expect(retryAfterMilliseconds(new Headers(headers), now)).toBe(expected)
  })
})

describe('durationMilliseconds', () => {
  it.each([
    ['1s', 1000],
    ['6m0s', 360_000],
    ['20ms', 20],
    ['1h2m3.5s', 3_723_500],
    ['1d', 86_400_000],
    ['34.074824224s', 34_075],
    ['12', 12_000],
    ['', null],
    ['6 minutes', null],
    [null, null],
  ])('reads %j as %j', (text, expected) => {
    expect(durationMilliseconds(text)).toBe(expected)
  })
})

describe('rateLimitsOf', () => {
  it('takes the tightest of what Anthropic counts, and the last reset', () => {
    const headers = new Headers({
      'anthropic-ratelimit-requests-remaining': '49',
      'anthropic-ratelimit-requests-reset': '2026-11-22T10:00:01Z',
      'anthropic-ratelimit-input-tokens-remaining': '30000',
      'anthropic-ratelimit-output-tokens-remaining': '7000',
      'anthropic-ratelimit-output-tokens-reset': '2026-11-22T10:00:20Z',
    })
    expect(rateLimitsOf(headers, now)).toEqual({
      requestsRemaining: 49,
      tokensRemaining: 7000,
      resetAfterMilliseconds: 20_000,
    })
  })

  it('takes no limit for none: a gateway sends -1', () => {
    const headers = new Headers({
      'x-ratelimit-remaining-tokens': '-1',
      'x-ratelimit-remaining-requests': '3',
    })
    expect(rateLimitsOf(headers, now)).toEqual({
      requestsRemaining: 3,
      tokensRemaining: null,
      resetAfterMilliseconds: null,
    })
    expect(rateLimitsOf(new Headers({ 'content-type': 'application/json' }), now)).toBeNull()
  })

  it('reads times on the clock of the sender, where that is told, since ours may be hours off', () => {
    const date = 'Sun, 22 Nov 2026 12:00:00 GMT'
    const headers = new Headers({
      date,
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-11-22T12:00:07Z',
    })
    expect(rateLimitsOf(headers, now)?.resetAfterMilliseconds).toBe(7000)
    const later = new Headers({ date, 'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT' })
    expect(retryAfterMilliseconds(later, now)).toBe(60_000)
  })

  it('takes our own clock within the second that Date names, and the end of that second after it', () => {
    const noon = Date.parse('2026-11-22T12:00:00Z')
    const headers = new Headers({
      date: 'Sun, 22 Nov 2026 12:00:00 GMT',
      'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT',
    })
    expect(retryAfterMilliseconds(headers, noon + 600)).toBe(59_400)
    expect(retryAfterMilliseconds(headers, noon + 5000)).toBe(59_001)
  })
})
