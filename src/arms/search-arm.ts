import type { Arm, Citation } from './arm.ts'
import { localFailure, localReply } from './reply.ts'

/** What a search says to a question; declining is an answer of its own kind, and no failure. */
export interface SearchReply {
  readonly status: 'answered' | 'declined'
  readonly text: string
  readonly citations: readonly Citation[]
  /** Why it declined; null where it answered. */
  readonly decline: string | null
  /** Everything that it said, for the record. */
  readonly record: string
}

/** A search that is open in this process. */
export interface QuestionSearch {
  /** Names its ranking, its confidence and its corpus. */
  readonly version: string
  /** Characters of the longest question that it takes. */
  readonly longest: number
  /** Whether questions go elsewhere to be turned into vectors. */
  readonly leavesMachine: boolean
  ask(question: string): Promise<SearchReply>
}

/** What a search is opened on. */
export interface SearchedPlace {
  readonly corpus: string
  /** File of a trained ranker; absent without one. */
  readonly model?: string
}

/** Names an open search among those of a study's arms. */
export function searchKey({ corpus, model }: SearchedPlace): string {
  return JSON.stringify([corpus, model ?? null])
}

/**
 * The clinical search as an arm. It is put the text of an item alone: earlier turns, passages of the item and its options are
 * nothing that it reads.
 */
export function createSearchArm(id: string, search: QuestionSearch): Arm {
  return {
    id,
    abilities: {
      callable: true,
      cites: true,
      searches: false,
      mayRefuse: true,
      paid: false,
      leavesMachine: search.leavesMachine,
    },
    async answer({ item }) {
      if (item.text === null) return localFailure('rejected', 'The item has no text to ask.')
      if (item.text.length > search.longest)
        return localFailure('rejected', `The item is longer than ${search.longest} characters.`)
      const begun = performance.now()
      const { status, text, citations, decline, record } = await search.ask(item.text)
      const declined = status === 'declined'
      return localReply(
        {
          status: declined ? 'refused' : 'answered',
          reason: declined ? 'refusal' : null,
          text,
          citations,
          modelSnapshot: search.version,
          detail: decline,
          raw: { request: item.text, response: record, httpStatus: null },
        },
        (performance.now() - begun) / 1000,
      )
    },
    worstCase: () => ({ inputTokens: 0, outputTokens: 0, searches: 0 }),
  }
}
