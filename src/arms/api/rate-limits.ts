import type { RateLimits } from '../arm.ts'

/**
 * What the headers of an answer say of the limits that are left; null where they say nothing.
 *
 * OpenAI and what follows it: x-ratelimit-remaining-requests, -tokens and x-ratelimit-reset-* as `6m0s`
 * (developers.openai.com/api/docs/guides/rate-limits). Anthropic: anthropic-ratelimit-*-remaining and -reset
 * as times (platform.claude.com/docs/en/api/rate-limits). Google sends none.
 */
export function rateLimitsOf(headers: Headers, now: number): RateLimits | null {
  const requestsRemaining = smallest(headers, [
    'x-ratelimit-remaining-requests',
    'anthropic-ratelimit-requests-remaining',
  ])
  const tokensRemaining = smallest(headers, [
    'x-ratelimit-remaining-tokens',
    'anthropic-ratelimit-tokens-remaining',
    'anthropic-ratelimit-input-tokens-remaining',
    'anthropic-ratelimit-output-tokens-remaining',
  ])
  const resets = [
    ...['x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens'].map((name) =>
      durationMilliseconds(headers.get(name)),
    ),
    ...['requests', 'tokens', 'input-tokens', 'output-tokens'].map((kind) =>
      untilMilliseconds(headers.get(`anthropic-ratelimit-${kind}-reset`), senderTime(headers, now)),
    ),
  ].filter((value) => value !== null)
  const resetAfterMilliseconds = resets.length === 0 ? null : Math.max(...resets)
  if (requestsRemaining === null && tokensRemaining === null && resetAfterMilliseconds === null) return null
  return { requestsRemaining, tokensRemaining, resetAfterMilliseconds }
}

/** Milliseconds that an answer asks to wait: Retry-After of RFC 9110, or OpenAI's in milliseconds. */
export function retryAfterMilliseconds(headers: Headers, now: number): number | null {
  const exact = headers.get('retry-after-ms')
  if (exact !== null && /^\d+(\.\d+)?$/.test(exact)) return Math.ceil(Number(exact))
  const written = headers.get('retry-after')
  if (written === null) return null
  if (/^\d+(\.\d+)?$/.test(written)) return Math.ceil(Number(written) * 1000)
  return untilMilliseconds(written, senderTime(headers, now))
}

/**
 * The time on the sender's clock, which its times are on; ours may be wrong. Date tells the second (RFC 9110, 5.6.7), within
 * which ours is taken where it agrees.
 */
function senderTime(headers: Headers, now: number): number {
  const second = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(second) ? now : Math.min(Math.max(now, second), second + 999)
}

/** `1s`, `6m0s`, `20ms`, `1h2m3.5s`, or a bare number of seconds. */
export function durationMilliseconds(text: string | null): number | null {
  if (text === null) return null
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  if (!/^(\d+(\.\d+)?(ms|d|h|m|s))+$/.test(text)) return null
  const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const
  let sum = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)) {
    if (unit === 'd' || unit === 'h' || unit === 'm' || unit === 's' || unit === 'ms')
      sum += Number(amount) * units[unit]
  }
  return Math.ceil(sum)
}

function untilMilliseconds(time: string | null, now: number): number | null {
  if (time === null) return null
  const at = Date.parse(time)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

/** Some gateways send -1 for a limit that they do not keep. */
function smallest(headers: Headers, names: readonly string[]): number | null {
  const values = names
    .map((name) => headers.get(name))
    .filter((value) => value !== null && /^\d+$/.test(value))
    .map(Number)
  return values.length === 0 ? null : Math.min(...values)
}
