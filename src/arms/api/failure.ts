import type { ArmReply } from '../arm.ts'
import type { ProviderError } from './error-body.ts'
import { durationMilliseconds, retryAfterMilliseconds } from './rate-limits.ts'

export type Failure = Pick<ArmReply, 'status' | 'reason' | 'retry'>

/** Names that mean that money ran out; waiting does not help, whatever the status. */
const quotaNames = [
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'billing_hard_limit_reached',
  'billing_not_active',
  'billing_error',
  'enforced_spend_limit_reached',
]

/** Status of the kinds that come inside a 200 or inside a stream. */
const statusOfName: Readonly<Record<string, number>> = {
  overloaded_error: 529,
  server_is_overloaded: 503,
  service_unavailable_error: 503,
  unavailable: 503,
  rate_limit_error: 429,
  rate_limit_exceeded: 429,
  slow_down: 429,
  resource_exhausted: 429,
  authentication_error: 401,
  invalid_api_key: 401,
  unauthenticated: 401,
  permission_error: 403,
  permission_denied: 403,
  billing_error: 402,
  not_found_error: 404,
  not_found: 404,
  request_too_large: 413,
  invalid_request_error: 400,
  invalid_argument: 400,
  failed_precondition: 400,
  timeout_error: 504,
  deadline_exceeded: 504,
}

const again = { afterMilliseconds: null }

/**
 * What an error of a provider means for the one who called: which of our reasons it is, and whether to call
 * again.
 *
 * Rules after the providers' pages: developers.openai.com/api/docs/guides/error-codes,
 * platform.claude.com/docs/en/api/errors, ai.google.dev/gemini-api/docs/troubleshooting.
 *
 * @param status Status of HTTP; one below 300 where the error stood inside an answer.
 */
export function failureOf(
  status: number,
  headers: Headers,
  error: ProviderError | null,
  now: number,
): Failure {
  const names = error?.names ?? []
  if (names.includes('content_filter') || names.includes('content_policy_violation')) {
    return { status: 'refused', reason: 'content-filter', retry: null }
  }
  const inside = names.map((each) => statusOfName[each]).find((each) => each !== undefined)
  const effective = status >= 300 ? status : (error?.status ?? inside ?? 500)
  if (isQuota(effective, names, error)) return { status: 'failed', reason: 'quota', retry: null }
  if (effective === 401 || effective === 403 || names.includes('api_key_invalid')) {
    return { status: 'failed', reason: 'authentication', retry: null }
  }
  const wait = retryAfterMilliseconds(headers, now) ?? durationMilliseconds(error?.retryAfter ?? null)
  const retry = { afterMilliseconds: wait }
  if (effective === 429) return { status: 'failed', reason: 'rate-limited', retry }
  if (effective === 503 || effective === 529 || inside === 529) {
    return { status: 'failed', reason: 'overloaded', retry }
  }
  if (effective === 408 || effective === 409 || effective === 425) {
    return { status: 'failed', reason: 'server-error', retry }
  }
  if (effective >= 500 && effective !== 501 && effective !== 505) {
    return { status: 'failed', reason: 'server-error', retry }
  }
  return { status: 'failed', reason: 'rejected', retry: null }
}

function isQuota(status: number, names: readonly string[], error: ProviderError | null): boolean {
  if (status === 402 || names.some((each) => quotaNames.includes(each))) return true
  // Google's daily quotas come as 429 like those of a minute; only their names tell.
  if (error?.quotas.some((quota) => /PerDay/i.test(quota))) return true
  // Anthropic answers 400 where a balance or a limit that the customer set is used up.
  return status === 400 && /credit balance is too low|(spend|usage) limit/i.test(error?.message ?? '')
}

/** Nothing, or not all, came back. */
export const networkFailure: Failure = { status: 'failed', reason: 'network', retry: again }
/** What came back is not in the format that the provider publishes. */
export const malformedFailure: Failure = { status: 'failed', reason: 'malformed', retry: again }
/** The caller gave up. */
export const timeOutFailure: Failure = { status: 'failed', reason: 'time-out', retry: again }
