import {
  type EconomicsPlace,
  type EconomicsProblem,
  economicsPlaceSchema,
  economicsProblemsSchema,
} from '../../../src/server/contract/economics.ts'

export type EconomicsReply =
  | { readonly kind: 'ok'; readonly place: EconomicsPlace }
  /** The session is over, or there never was one. */
  | { readonly kind: 'lost' }
  /** The role is another. */
  | { readonly kind: 'refused' }
  /** The file of assumptions has mistakes. */
  | { readonly kind: 'faulty'; readonly problems: readonly EconomicsProblem[] }
  /** Nobody answered, or not one of ours. */
  | { readonly kind: 'away' }

/** Where the page gets what it starts from. */
export interface EconomicsApi {
  place(): Promise<EconomicsReply>
}

const longestAnswer = 60_000

/** @param inside Data that a page which stands alone carries in itself; null: the server is asked. */
export function createEconomicsApi(request: typeof fetch, inside: string | null): EconomicsApi {
  return {
    async place() {
      try {
        if (inside !== null) return replyOf(JSON.parse(inside))
        const response = await request('/api/economics', {
          credentials: 'same-origin',
          cache: 'no-store',
          signal: AbortSignal.timeout(longestAnswer),
        })
        if (response.status === 401) return { kind: 'lost' }
        if (response.status === 403) return { kind: 'refused' }
        if (response.status === 422) {
          const said = economicsProblemsSchema.safeParse(await response.json())
          return said.success ? { kind: 'faulty', problems: said.data.problems } : { kind: 'away' }
        }
        return response.ok ? replyOf(await response.json()) : { kind: 'away' }
      } catch {
        return { kind: 'away' }
      }
    },
  }
}

function replyOf(said: unknown): EconomicsReply {
  const parsed = economicsPlaceSchema.safeParse(said)
  return parsed.success ? { kind: 'ok', place: parsed.data } : { kind: 'away' }
}
