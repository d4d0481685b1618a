import type { z } from 'zod'
import {
  type Invited,
  invitedSchema,
  type NameDecision,
  type NewInvitation,
  nameDecidedSchema,
  type ReviewOpened,
  refusalSchema,
  reviewOpenedSchema,
  revokedSchema,
  type Study,
  type StudyNames,
  type StudyResults,
  studyNamesSchema,
  studyResultsSchema,
  studySchema,
  type Unblinding,
  unblindedSchema,
} from '../../../src/server/contract/study.ts'

/** What came of a request. */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The server says no, and why. */
  | { readonly kind: 'refused'; readonly words: string }
  /** The session is over. */
  | { readonly kind: 'lost' }
  /** Nobody answered, or not one of ours. */
  | { readonly kind: 'away' }

/** The server as the study page sees it. */
export interface StudyApi {
  study(): Promise<Reply<Study>>
  names(): Promise<Reply<StudyNames>>
  decide(decision: NameDecision): Promise<Reply<{ readonly decided: number }>>
  invite(invitation: NewInvitation): Promise<Reply<Invited>>
  revoke(person: string): Promise<Reply<{ readonly revoked: boolean }>>
  open(): Promise<Reply<ReviewOpened>>
  unblind(unblinding: Unblinding): Promise<Reply<{ readonly openUnits: number }>>
  results(): Promise<Reply<StudyResults>>
}

const longestAnswer = 60_000

export function createStudyApi(request: typeof fetch): StudyApi {
  const ask = async <T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Reply<T>> => {
    try {
      const response = await request(`/api/study${path}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(longestAnswer),
        ...(body === undefined ? {} : post(body)),
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
  return {
    study: () => ask('', studySchema),
    names: () => ask('/names', studyNamesSchema),
    decide: (decision) => ask('/names/decide', nameDecidedSchema, decision),
    invite: (invitation) => ask('/people', invitedSchema, invitation),
    revoke: (person) => ask('/people/revoke', revokedSchema, { person }),
    open: () => ask('/review/open', reviewOpenedSchema, {}),
    unblind: (unblinding) => ask('/unblind', unblindedSchema, unblinding),
    results: () => ask('/results', studyResultsSchema),
  }
}

function post(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-equipoise': '1' },
    body: JSON.stringify(body),
  }
}

function refusalOf(said: unknown): Reply<never> {
  const parsed = refusalSchema.safeParse(said)
  if (!parsed.success) return { kind: 'away' }
  return { kind: 'refused', words: parsed.data.problems.map(sentenceOf).join(' ') }
}

/** The sentence that the command line prints, too. */
function sentenceOf({
  message,
  value,
  expected,
  remedy,
}: z.infer<typeof refusalSchema>['problems'][number]): string {
  return [
    message,
    ...(value ? [`Found “${value}”.`] : []),
    ...(expected ? [`Expected ${expected}.`] : []),
    ...(remedy ? [remedy] : []),
  ].join(' ')
}
