import type { Claim, Relation } from '../ledger/claim-schema.ts'
import { designOf, type LedgerIndex } from '../ledger/ledger.ts'
import type { Source } from '../ledger/source-schema.ts'

/** Where a claim stands among the others. */
export type ClaimStatusName =
  | 'self-reported'
  | 'independently supported'
  | 'contradicted'
  | 'not reproducible from public data'
  | 'untested'

export interface ClaimStatus {
  readonly name: ClaimStatusName
  /** Why, as one sentence. */
  readonly because: string
  /** Claims that make it so. */
  readonly claims: readonly string[]
}

/**
 * The status of a claim, from the ledger alone. What comes first in this order holds: contradicted, in either direction, by a
 * claim that is a result; independently supported; self-reported, by who sells a system of the claim or is paid by the seller; not
 * reproducible from public data; untested. Amplifications and opinions change no status.
 */
export function claimStatus(index: LedgerIndex, claim: Claim): ClaimStatus {
  const relations = index.relations.get(claim.id) ?? []
  const against = relations.flatMap((relation) => contradicting(index, claim, relation))
  if (against.length > 0)
    return {
      name: 'contradicted',
      because: 'A result on overlapping systems and the same outcome says otherwise.',
      claims: against,
    }
  const backed = relations.flatMap((relation) => independentBacking(index, claim, relation))
  if (backed.length > 0)
    return {
      name: 'independently supported',
      because: 'Others without a stake in its systems found the same.',
      claims: backed,
    }
  if (isSelfReported(index, claim))
    return {
      name: 'self-reported',
      because: 'Who says it sells a system of the claim, or is paid or supplied by who does.',
      claims: [],
    }
  return withoutBacking(index, claim)
}

function withoutBacking(index: LedgerIndex, claim: Claim): ClaimStatus {
  const data = designOf(index, claim)?.data
  if (claim.kind === 'result' && data !== undefined && data.value !== 'public')
    return {
      name: 'not reproducible from public data',
      because:
        data.value === null
          ? 'Nothing says that its data are public.'
          : `Its data are ${data.value.replaceAll('-', ' ')}.`,
      claims: [],
    }
  return {
    name: 'untested',
    because:
      claim.kind === 'result'
        ? 'Its data are public, and nobody in this ledger has measured it again.'
        : 'Nothing in this ledger measures it.',
    claims: [],
  }
}

function contradicting(index: LedgerIndex, claim: Claim, relation: Relation): string[] {
  if (relation.kind !== 'contradicts') return []
  const other = index.claims.get(relation.from === claim.id ? relation.to : relation.from)
  return other?.kind === 'result' ? [other.id] : []
}

const backing: readonly Relation['kind'][] = ['supports', 'replicates', 're-analyses']

function independentBacking(index: LedgerIndex, claim: Claim, relation: Relation): string[] {
  if (relation.to !== claim.id || !backing.includes(relation.kind)) return []
  const backer = index.claims.get(relation.from)
  if (backer === undefined || backer.kind !== 'result' || backer.source === claim.source) return []
  const source = index.sources.get(backer.source)
  const own = index.sources.get(claim.source)
  if (source === undefined || own === undefined) return []
  const sameHands = source.authors.some((author) => own.authors.includes(author))
  return sameHands || hasStake(source, claim) || hasStake(source, backer) ? [] : [backer.id]
}

function hasStake(source: Source, claim: Claim): boolean {
  return claim.systems.some(({ system }) => source.stakes.includes(system))
}

/** Whether who says it has a stake in a system of the claim. */
export function isSelfReported(index: LedgerIndex, claim: Claim): boolean {
  const source = index.sources.get(claim.source)
  return source !== undefined && hasStake(source, claim)
}
