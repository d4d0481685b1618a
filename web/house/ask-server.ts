import type { z } from 'zod'
import { problemsSchema, type SaidProblem } from '../../src/server/contract/problems.ts'

/** What came of a request. */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The server says no, and why. */
  | { readonly kind: 'refused'; readonly words: string }
  /** The session is over. */
  | { readonly kind: 'lost' }
  /** Nobody answered, or not one of ours. */
  | { readonly kind: 'away' }

const longestAnswer = 60_000

/**
 * Asks the server of this page, and reads what it says by its schema.
 *
 * @param body What is sent; without it, nothing is changed there.
 */
export async function askServer<T>(
  request: typeof fetch,
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
): Promise<Reply<T>> {
  try {
    const response = await request(path, {
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(longestAnswer),
      ...(body === undefined ? {} : postTo(body)),
    })
    if (response.status === 401) return { kind: 'lost' }
    const said: unknown = await response.json().catch(() => null)
    if (!response.ok) return refusalOf(said)
    const parsed = schema.safeParse(said)
    return parsed.success ? { kind: 'ok', value: parsed.data } : { kind: 'away' }
  } catch {
    return { kind: 'away' }
  }
}

/** A request that changes something, as a page of ours makes it. */
export function postTo(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-equipoise': '1' },
    body: JSON.stringify(body),
  }
}

/** What the server said of why not; `away` where it is none of ours that speaks. */
export function refusalOf(said: unknown): Exclude<Reply<never>, { kind: 'ok' }> {
  const parsed = problemsSchema.safeParse(said)
  if (!parsed.success) return { kind: 'away' }
  return { kind: 'refused', words: parsed.data.problems.map(sentenceOf).join(' ') }
}

/** The sentence that the command line prints, too. */
function sentenceOf({ message, value, expected, remedy }: SaidProblem): string {
  return [
    message,
    ...(value ? [`Found “${value}”.`] : []),
    ...(expected ? [`Expected ${expected}.`] : []),
    ...(remedy ? [remedy] : []),
  ].join(' ')
}
