import { designOf, type LedgerIndex } from '../ledger/ledger.ts'
import type { DesignFactor } from '../ledger/study-schema.ts'
import type { Thread } from '../ledger/thread-schema.ts'
import { type ClaimView, claimView } from './claim-view.ts'
import { designFactors, type FactorFact, factorFact, factorLabel } from './design-factors.ts'

/** Why several claims may disagree, factor by factor, from the ledger alone. */
export interface Comparison {
  readonly claims: readonly ClaimView[]
  /** Every design factor, in a fixed order. */
  readonly factors: readonly FactorRow[]
  /** Factors of no design that somebody measured all the same: the order of answers, their length. */
  readonly others: readonly { readonly label: string; readonly known: readonly ClaimView[] }[]
  /** Systems that all claims are about, by label. */
  readonly sharedSystems: readonly string[]
  readonly sameOutcome: boolean
  /** What people wrote about a tension between two of them. */
  readonly tensions: readonly WrittenTension[]
  /** Open questions whose claims are among these. */
  readonly questions: readonly {
    readonly thread: string
    readonly question: string
    readonly protocol: string
  }[]
}

export interface FactorRow {
  readonly factor: DesignFactor
  readonly label: string
  /** One per claim. */
  readonly facts: readonly FactorFact[]
  /** `unknown` where what is known of the others is the same, and of one nothing is known. */
  readonly state: 'same' | 'differs' | 'unknown'
  /** Claims of the ledger that measure what this factor does. */
  readonly known: readonly ClaimView[]
}

export interface WrittenTension {
  readonly thread: string
  readonly sentences: readonly { readonly text: string; readonly claims: readonly string[] }[]
}

/** @returns null where the ledger lacks one of the claims, or fewer than two are named. */
export function compareClaims(index: LedgerIndex, ids: readonly string[]): Comparison | null {
  const claims = ids.flatMap((id) => claimView(index, id) ?? [])
  if (claims.length < ids.length || claims.length < 2) return null
  const measured = measuredFactors(index)
  const known = (factor: string) => (measured.get(factor) ?? []).flatMap((id) => claimView(index, id) ?? [])
  const designs = claims.map(({ claim }) => designOf(index, claim))
  return {
    claims,
    factors: designFactors.map((factor) => {
      const facts = designs.map((design) => factorFact(design, factor))
      return { factor, label: factorLabel(factor), facts, state: stateOf(facts), known: known(factor) }
    }),
    others: (['position', 'length'] as const).flatMap((factor) => {
      const found = known(factor)
      return found.length === 0 ? [] : [{ label: factorLabel(factor), known: found }]
    }),
    sharedSystems: sharedSystems(claims),
    sameOutcome: new Set(claims.map(({ claim }) => claim.outcome)).size === 1,
    tensions: index.ledger.threads.flatMap((thread) => tensionsAmong(thread, ids)),
    questions: questionsAmong(index.ledger.threads, ids),
  }
}

function stateOf(facts: readonly FactorFact[]): FactorRow['state'] {
  const values = new Set(facts.flatMap(({ value }) => value ?? []))
  if (values.size > 1) return 'differs'
  return facts.some(({ value }) => value === null) ? 'unknown' : 'same'
}

/** Ids of the claims that measure the influence of a factor. */
function measuredFactors(index: LedgerIndex): ReadonlyMap<string, readonly string[]> {
  const measured = new Map<string, string[]>()
  for (const { id, factor } of index.ledger.claims) {
    if (factor === null) continue
    measured.set(factor, [...(measured.get(factor) ?? []), id])
  }
  return measured
}

function sharedSystems(claims: readonly ClaimView[]): string[] {
  const [first, ...others] = claims
  if (first === undefined) return []
  return first.claim.systems
    .map(({ system }) => system)
    .filter((system) => others.every(({ claim }) => claim.systems.some((other) => other.system === system)))
    .map(first.systemLabel)
}

function tensionsAmong(thread: Thread, ids: readonly string[]): WrittenTension[] {
  return thread.tensions
    .filter(({ between }) => between.every((claim) => ids.includes(claim)))
    .map(({ sentences }) => ({ thread: thread.id, sentences }))
}

function questionsAmong(threads: readonly Thread[], ids: readonly string[]): Comparison['questions'] {
  return threads.flatMap(({ id, openQuestions }) =>
    openQuestions
      .filter(({ claims }) => claims.some((claim) => ids.includes(claim)))
      .map(({ question, protocol }) => ({ thread: id, question, protocol })),
  )
}
