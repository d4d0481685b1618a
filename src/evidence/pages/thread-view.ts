import { contradicts } from '../ledger/contradicts.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import type { Source } from '../ledger/source-schema.ts'
import type { Thread } from '../ledger/thread-schema.ts'
import type { ClaimStatusName } from '../status/claim-status.ts'
import { type Citation, type Numbering, numberClaims, type Sentence } from './citations.ts'
import { type ClaimView, claimView } from './claim-view.ts'
import { factorLabel } from './design-factors.ts'
import { type ThreadEffects, threadEffects } from './thread-effects.ts'

/** The page of a thread as data: every sentence with the numbers of the claims that it rests on. */
export interface ThreadView {
  readonly id: string
  readonly title: string
  readonly what: readonly Sentence[]
  readonly whyItMatters: readonly Sentence[]
  readonly openQuestions: readonly OpenQuestion[]
  readonly narrative: readonly { readonly heading: string | null; readonly sentences: readonly Sentence[] }[]
  readonly timeline: readonly DatedSentence[]
  readonly perspectives: readonly { readonly who: string; readonly evolved: readonly DatedSentence[] }[]
  readonly tensions: readonly TensionView[]
  readonly effects: ThreadEffects
  /** In the order of their numbers. */
  readonly claims: readonly ClaimView[]
  /** In the order of their dates, those without one last. */
  readonly sources: readonly { readonly source: Source; readonly claims: readonly Citation[] }[]
  /** Statuses that some claim has, in a fixed order. */
  readonly statuses: readonly { readonly name: ClaimStatusName; readonly claims: readonly Citation[] }[]
}

export interface DatedSentence extends Sentence {
  readonly date: string
}

export interface OpenQuestion {
  readonly question: string
  readonly citations: readonly Citation[]
  /** Folder in studies/ of the protocol that would answer it. */
  readonly protocol: string
  readonly how: Sentence
}

export interface TensionView {
  readonly between: readonly {
    readonly citation: Citation
    readonly statement: string
    readonly source: string
  }[]
  /** Whether a relation says that one contradicts the other. */
  readonly contradicting: boolean
  /** Names of the design factors that may explain it. */
  readonly factors: readonly string[]
  readonly sentences: readonly Sentence[]
}

const statusOrder: readonly ClaimStatusName[] = [
  'independently supported',
  'reproduced from its own data',
  'contradicted',
  'self-reported',
  'not reproducible from public data',
  'untested',
]

/** @returns null where the ledger has no thread of this id. */
export function threadView(index: LedgerIndex, id: string): ThreadView | null {
  const thread = index.threads.get(id)
  if (thread === undefined) return null
  const numbering = numberClaims(index, thread)
  const { sentence, cite } = numbering
  const claims = numbering.order.flatMap((claim) => claimView(index, claim) ?? [])
  return {
    id,
    title: thread.title,
    what: thread.what.map(sentence),
    whyItMatters: thread.whyItMatters.map(sentence),
    openQuestions: thread.openQuestions.map(({ question, claims: cited, protocol, how }) => ({
      question,
      citations: cite(cited),
      protocol,
      how: sentence(how),
    })),
    narrative: thread.narrative.map(({ heading, sentences }) => ({
      heading,
      sentences: sentences.map(sentence),
    })),
    timeline: thread.timeline.map((entry) => ({ date: entry.date, ...sentence(entry) })),
    perspectives: thread.perspectives.map(({ who, evolved }) => ({
      who,
      evolved: evolved.map((entry) => ({ date: entry.date, ...sentence(entry) })),
    })),
    tensions: thread.tensions.map((tension) => tensionView(index, numbering, tension)),
    effects: threadEffects(index, claims, numbering),
    claims,
    sources: sourcesOf(claims, numbering),
    statuses: statusesOf(claims, numbering),
  }
}

function tensionView(
  index: LedgerIndex,
  { cite, sentence }: Numbering,
  { between, factors, sentences }: Thread['tensions'][number],
): TensionView {
  return {
    between: between.flatMap((id) => {
      const claim = index.claims.get(id)
      if (claim === undefined) return []
      const source = index.sources.get(claim.source)?.title ?? claim.source
      return cite([id]).map((citation) => ({ citation, statement: claim.statement, source }))
    }),
    contradicting: contradicts(index, between),
    factors: factors.map(factorLabel),
    sentences: sentences.map(sentence),
  }
}

function sourcesOf(claims: readonly ClaimView[], { cite }: Numbering): ThreadView['sources'] {
  const bySource = new Map<string, { readonly source: Source; readonly claims: string[] }>()
  for (const { claim, source } of claims) {
    const known = bySource.get(source.id)
    if (known === undefined) bySource.set(source.id, { source, claims: [claim.id] })
    else known.claims.push(claim.id)
  }
  return [...bySource.values()]
    .sort((left, right) => compareDates(left.source.date, right.source.date))
    .map(({ source, claims: cited }) => ({ source, claims: cite(cited) }))
}

/** Earlier first; a date that is not known last. */
function compareDates(left: string | null, right: string | null): number {
  if (left === right) return 0
  if (left === null) return 1
  if (right === null) return -1
  return left < right ? -1 : 1
}

function statusesOf(claims: readonly ClaimView[], { cite }: Numbering): ThreadView['statuses'] {
  return statusOrder.flatMap((name) => {
    const found = claims.filter(({ status }) => status.name === name).map(({ claim }) => claim.id)
    return found.length === 0 ? [] : [{ name, claims: cite(found) }]
  })
}
