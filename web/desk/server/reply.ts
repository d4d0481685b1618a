/** What came of a request. Only `ok` carries an answer; the others say what to do now. */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The session is over: the link must be opened again. */
  | { readonly kind: 'lost' }
  /** Try again later. */
  | { readonly kind: 'again'; readonly why: 'connection' | 'server' | 'busy'; readonly after: number | null }
  /** The server says that the request itself is wrong. */
  | { readonly kind: 'rejected'; readonly status: number }

/** What a status other than success asks for. A proxy in trouble answers 403 or 404 too, so those are tried again. */
export function replyOfStatus(status: number, retryAfter: string | null): Reply<never> {
  if (status === 401) return { kind: 'lost' }
  if (status === 400 || status === 413 || status === 415 || status === 422)
    return { kind: 'rejected', status }
  return {
    kind: 'again',
    why: status === 429 ? 'busy' : 'server',
    after: secondsOf(retryAfter),
  }
}

const longestWait = 300

function secondsOf(retryAfter: string | null): number | null {
  if (retryAfter === null || !/^\d{1,6}$/.test(retryAfter.trim())) return null
  return Math.min(longestWait, Number(retryAfter))
}
