import type { Access } from '../ledger/fact.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import type { CitedSentence, Thread } from '../ledger/thread-schema.ts'

/** A claim behind a sentence, by its number on the page. */
export interface Citation {
  readonly claim: string
  /** From 1, in the order in which the page cites. */
  readonly number: number
  /** How it is known. */
  readonly access: Access
}

/** A sentence of a page and the claims behind it, at least one. */
export interface Sentence {
  readonly text: string
  readonly citations: readonly Citation[]
}

/** The numbers of claims on the page of a thread. */
export interface Numbering {
  readonly order: readonly string[]
  readonly cite: (claims: readonly string[]) => readonly Citation[]
  readonly sentence: (sentence: CitedSentence) => Sentence
}

/** Numbers the claims of a thread in the order in which its page cites them; those it only lists come last. */
export function numberClaims({ claims: known }: LedgerIndex, thread: Thread): Numbering {
  const sentences = (list: readonly CitedSentence[]) => list.flatMap(({ claims }) => claims)
  const order = [
    ...new Set([
      ...sentences(thread.what),
      ...sentences(thread.whyItMatters),
      ...thread.openQuestions.flatMap(({ claims, how }) => [...claims, ...how.claims]),
      ...thread.narrative.flatMap((paragraph) => sentences(paragraph.sentences)),
      ...sentences(thread.timeline),
      ...thread.perspectives.flatMap(({ evolved }) => sentences(evolved)),
      ...thread.tensions.flatMap((tension) => [...tension.between, ...sentences(tension.sentences)]),
      ...thread.claims,
    ]),
  ]
  const numbers = new Map(order.map((claim, place) => [claim, place + 1]))
  const cite = (claims: readonly string[]): readonly Citation[] =>
    [...new Set(claims)]
      .flatMap((claim) => {
        const access = known.get(claim)?.access
        return access === undefined ? [] : [{ claim, number: numbers.get(claim) ?? 0, access }]
      })
      .sort((left, right) => left.number - right.number)
  return { order, cite, sentence: ({ text, claims }) => ({ text, citations: cite(claims) }) }
}
