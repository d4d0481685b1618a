import { problemsSchema, type SaidProblem } from '../../../src/server/contract/problems.ts'

/** What came of a request. */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The session is over: the link must be opened again. */
  | { readonly kind: 'lost' }
  /** The server says what is wrong with what was sent. */
  | { readonly kind: 'refused'; readonly problems: readonly SaidProblem[] }
  /** Nothing is known of it; it may be tried again. */
  | { readonly kind: 'again'; readonly why: 'connection' | 'server' | 'busy' }

export async function failedReply(response: Response): Promise<Reply<never>> {
  if (response.status === 401) return { kind: 'lost' }
  if (response.status === 429) return { kind: 'again', why: 'busy' }
  const said = problemsSchema.safeParse(await response.json().catch(() => null))
  if (response.status >= 500 || !said.success) return { kind: 'again', why: 'server' }
  return { kind: 'refused', problems: said.data.problems }
}
