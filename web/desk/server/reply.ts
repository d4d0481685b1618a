import { problemsSchema } from '../../../src/server/contract/problems.ts'

/** Why there is no answer yet. `role`: whoever came in has a role that this page is not for. */
export type Obstacle = 'connection' | 'server' | 'busy' | 'role'

/** What came of a request. Only `ok` carries an answer; the others say what to do now. */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The session is over: the link must be opened again. */
  | { readonly kind: 'lost' }
  /** Try again later. */
  | { readonly kind: 'again'; readonly why: Obstacle; readonly after: number | null }
  /** The server says that the request itself is wrong. */
  | { readonly kind: 'rejected'; readonly status: number }

/**
 * What a status other than success asks for. A proxy in trouble answers 403 or 404 too, so those are tried again.
 *
 * @param said The body; only our own server names a code in it.
 */
export function replyOfStatus(status: number, retryAfter: string | null, said: unknown = null): Reply<never> {
  if (status === 401) return { kind: 'lost' }
  if (status === 400 || status === 413 || status === 415 || status === 422)
    return { kind: 'rejected', status }
  return {
    kind: 'again',
    why: status === 429 ? 'busy' : status === 403 && isOtherRole(said) ? 'role' : 'server',
    after: secondsOf(retryAfter),
  }
}

function isOtherRole(said: unknown): boolean {
  const parsed = problemsSchema.safeParse(said)
  return parsed.success && parsed.data.problems.some(({ code }) => code === 'ROLE_OTHER')
}

const longestWait = 300

function secondsOf(retryAfter: string | null): number | null {
  if (retryAfter === null || !/^\d{1,6}$/.test(retryAfter.trim())) return null
  return Math.min(longestWait, Number(retryAfter))
}
