import { contradicts } from '../ledger/contradicts.ts'
import type { Access, Fact } from '../ledger/fact.ts'
import { designOf, type LedgerIndex } from '../ledger/ledger.ts'
import type { Thread } from '../ledger/thread-schema.ts'
import { type ClaimView, claimView } from './claim-view.ts'
import { designFactors, factorFact, factorLabel } from './design-factors.ts'
import { influenceOfAll, type KnownInfluence, knownInfluences, nothingKnown } from './known-influence.ts'

/** Why several claims may disagree, factor by factor, from the ledger alone. */
export interface Comparison {
  readonly claims: readonly ClaimView[]
  /** Versions, number and standing of the source, then every design factor, in a fixed order. */
  readonly factors: readonly FactorRow[]
  /** Influences that act whatever the design: the order of answers, their length. Those that somebody measured. */
  readonly others: readonly { readonly label: string; readonly known: KnownInfluence }[]
  /** Whether a relation says that one of them contradicts another. */
  readonly contradicting: boolean
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
  readonly label: string
  /** One per claim. */
  readonly facts: readonly Fact<string>[]
  /** `unknown` where what is known of the others is the same, and of one nothing is known. */
  readonly state: 'same' | 'differs' | 'unknown'
  readonly known: KnownInfluence
}

export interface WrittenTension {
  readonly thread: string
  readonly title: string
  readonly sentences: readonly { readonly text: string; readonly claims: readonly string[] }[]
}

/** @returns null where the ledger lacks one of the claims, one is named twice, or fewer than two are named. */
export function compareClaims(index: LedgerIndex, ids: readonly string[]): Comparison | null {
  const claims = ids.flatMap((id) => claimView(index, id) ?? [])
  if (claims.length < ids.length || new Set(ids).size < ids.length || ids.length < 2) return null
  const influence = knownInfluences(index, ids)
  const designs = claims.map(({ claim }) => designOf(index, claim))
  const shared = sharedSystems(claims)
  return {
    claims,
    factors: [
      row(
        'Versions of the systems in common',
        claims.map((view) => versionsOf(view, shared)),
        nothingKnown,
      ),
      row('Number', claims.map(numberOf), nothingKnown),
      ...designFactors.map((factor) =>
        row(
          factorLabel(factor),
          designs.map((design) => factorFact(design, factor)),
          influence(factor),
        ),
      ),
    ],
    others: (['position', 'length'] as const).flatMap((factor) => {
      const known = influenceOfAll(index, ids, factor)
      return known.measured.length === 0 ? [] : [{ label: factorLabel(factor), known }]
    }),
    contradicting: contradicts(index, ids),
    sharedSystems: shared.map((id) => index.systems.get(id)?.label ?? id),
    sameOutcome: new Set(claims.map(({ claim }) => claim.outcome)).size === 1,
    tensions: index.ledger.threads.flatMap((thread) => tensionsAmong(thread, ids)),
    questions: questionsAmong(index.ledger.threads, ids),
  }
}

function row(label: string, facts: readonly Fact<string>[], known: KnownInfluence): FactorRow {
  return { label, facts, state: stateOf(facts), known }
}

function stateOf(facts: readonly Fact<string>[]): FactorRow['state'] {
  const values = new Set(facts.flatMap(({ value }) => value ?? []))
  if (values.size > 1) return 'differs'
  return facts.some(({ value }) => value === null) ? 'unknown' : 'same'
}

/** Ids of the systems that all claims are about. */
function sharedSystems(claims: readonly ClaimView[]): string[] {
  const [first, ...others] = claims
  if (first === undefined) return []
  return first.claim.systems
    .map(({ system }) => system)
    .filter((system) => others.every(({ claim }) => claim.systems.some((other) => other.system === system)))
}

/** Versions of the shared systems that are known. */
function versionsOf({ claim, systemLabel }: ClaimView, shared: readonly string[]): Fact<string> {
  const known = shared.flatMap((id) => {
    const version = claim.systems.find(({ system }) => system === id)?.version
    if (version === undefined || version.value === null) return []
    const label = systemLabel(id)
    return [{ words: version.value.startsWith(label) ? version.value : `${label} ${version.value}`, version }]
  })
  // All of them are known as well as the one that is known least.
  const [first] = known.toSorted(
    (left, right) => weakness(right.version.access) - weakness(left.version.access),
  )
  if (shared.length === 0) return { value: null, reason: 'they have no system in common' }
  if (first === undefined) return { value: null, reason: 'no version of them is stated' }
  return { ...first.version, value: known.map(({ words }) => words).join('; ') }
}

/** How little a mark vouches for: a secondary account least. */
function weakness(access: Access): number {
  return ['P', 'C', 'A', 'S'].indexOf(access)
}

function numberOf({ claim: { effect } }: ClaimView): Fact<string> {
  if (effect === null) return { value: null, reason: 'the claim gives no effect of its own' }
  const { n, unit } = effect
  return n.value === null ? n : { ...n, value: `${n.value} ${unit}` }
}

function tensionsAmong(thread: Thread, ids: readonly string[]): WrittenTension[] {
  return thread.tensions
    .filter(({ between }) => between.every((claim) => ids.includes(claim)))
    .map(({ sentences }) => ({ thread: thread.id, title: thread.title, sentences }))
}

function questionsAmong(threads: readonly Thread[], ids: readonly string[]): Comparison['questions'] {
  return threads.flatMap(({ id, openQuestions }) =>
    openQuestions
      .filter(({ claims }) => claims.some((claim) => ids.includes(claim)))
      .map(({ question, protocol }) => ({ thread: id, question, protocol })),
  )
}
