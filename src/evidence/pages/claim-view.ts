import type { Claim, RelationKind } from '../ledger/claim-schema.ts'
import type { Fact } from '../ledger/fact.ts'
import { designOf, type LedgerIndex } from '../ledger/ledger.ts'
import type { Outcome, Source } from '../ledger/source-schema.ts'
import type { DesignFactor } from '../ledger/study-schema.ts'
import { type ClaimStatus, claimStatus } from '../status/claim-status.ts'
import { designFactors, type FactorFact, factorFact } from './design-factors.ts'

/** A claim with everything that the ledger knows around it, ready to be drawn. */
export interface ClaimView {
  readonly claim: Claim
  readonly source: Source
  readonly status: ClaimStatus
  readonly outcome: Outcome | null
  /** Title of the study that it rests on; null for an opinion or a description. */
  readonly study: string | null
  readonly systems: readonly { readonly label: string; readonly version: Fact<string> }[]
  /** Label of a system by its id. */
  readonly systemLabel: (id: string) => string
  readonly factors: readonly { readonly factor: DesignFactor; readonly fact: FactorFact }[]
  readonly relations: readonly RelatedClaim[]
}

/** Another claim that bears on this one, or that this one bears on. */
export interface RelatedClaim {
  readonly kind: RelationKind
  /** Whether this claim is the one that supports, contradicts and so on. */
  readonly outgoing: boolean
  readonly claim: string
  readonly statement: string
  /** Who says the other one. */
  readonly source: string
  readonly why: string
}

/**
 * A claim and what stands around it.
 *
 * @returns null where the ledger has no claim of this id.
 */
export function claimView(index: LedgerIndex, id: string): ClaimView | null {
  const claim = index.claims.get(id)
  const source = claim === undefined ? undefined : index.sources.get(claim.source)
  if (claim === undefined || source === undefined) return null
  const design = designOf(index, claim)
  const systemLabel = (system: string) => index.systems.get(system)?.label ?? system
  return {
    claim,
    source,
    status: claimStatus(index, claim),
    outcome: claim.outcome === null ? null : (index.outcomes.get(claim.outcome) ?? null),
    study: claim.study === null ? null : (index.studies.get(claim.study)?.title ?? null),
    systems: claim.systems.map(({ system, version }) => ({ label: systemLabel(system), version })),
    systemLabel,
    factors: designFactors.map((factor) => ({ factor, fact: factorFact(design, factor) })),
    relations: relatedClaims(index, id),
  }
}

function relatedClaims(index: LedgerIndex, id: string): RelatedClaim[] {
  return (index.relations.get(id) ?? []).flatMap(({ from, to, kind, why }) => {
    const outgoing = from === id
    const other = index.claims.get(outgoing ? to : from)
    if (other === undefined) return []
    const source = index.sources.get(other.source)?.title ?? other.source
    return [{ kind, outgoing, claim: other.id, statement: other.statement, source, why }]
  })
}
