import type { Claim, Relation } from '../ledger/claim-schema.ts'
import { designOf, type LedgerIndex, measuredKeys } from '../ledger/ledger.ts'
import { restsOnSameData } from '../ledger/same-data.ts'
import { sameHands } from '../ledger/same-hands.ts'
import type { Source } from '../ledger/source-schema.ts'

/** Where a claim stands among the others. */
export type ClaimStatusName =
  | 'self-reported'
  | 'independently supported'
  | 'reproduced from its own data'
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
 * claim that is a result; independently supported, by a result on other data; reproduced from its own data, where others computed
 * it again; self-reported, by who sells a system of the claim or is paid by the seller; not reproducible from public data; untested.
 * Amplifications and opinions change no status.
 */
export function claimStatus(index: LedgerIndex, claim: Claim): ClaimStatus {
  const relations = index.relations.get(claim.id) ?? []
  const against = relations.flatMap((relation) => contradicting(index, claim, relation))
  if (against.length > 0)
    return {
      name: 'contradicted',
      because: against.every((other) => otherVersions(claim, index.claims.get(other)))
        ? 'A result on other versions of overlapping systems and the same outcome says otherwise.'
        : 'A result on overlapping systems and the same outcome says otherwise.',
      claims: against,
    }
  const backing = relations.flatMap((relation) => independentBacking(index, claim, relation))
  const elsewhere = backing.filter((backer) => !restsOnSameData(index, claim, backer))
  if (elsewhere.length > 0)
    return {
      name: 'independently supported',
      because: 'Others without a stake in its systems found the same on other data.',
      claims: elsewhere.map(({ id }) => id),
    }
  // What another reports of the same data without computing anything is no second look at them.
  const again = relations
    .filter(({ kind }) => kind === 're-analyses')
    .flatMap((relation) => independentBacking(index, claim, relation))
  if (again.length > 0)
    return {
      name: 'reproduced from its own data',
      because: 'Others without a stake in its systems computed it again from the same data.',
      claims: again.map(({ id }) => id),
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
  const beside = sameMeasured(index, claim)
  if (beside.length > 0)
    return {
      name: 'untested',
      because:
        'Others measured the same of the same systems, and no relation of this ledger says whether they agree.',
      claims: beside,
    }
  return {
    name: 'untested',
    because:
      claim.kind === 'result'
        ? 'Its data are public, and nobody in this ledger has measured it again.'
        : 'It is no result, and nothing in this ledger measures it.',
    claims: [],
  }
}

/** So many are named; a ledger can hold thousands. */
const namedAtMost = 10

/** Results on other data with the outcome of a claim and at least two of its systems. */
function sameMeasured(index: LedgerIndex, claim: Claim): readonly string[] {
  const found = new Set<string>()
  for (const key of measuredKeys(claim))
    for (const other of index.measured.get(key) ?? []) {
      if (found.size === namedAtMost) return [...found]
      if (!restsOnSameData(index, claim, other)) found.add(other.id)
    }
  return [...found]
}

function contradicting(index: LedgerIndex, claim: Claim, relation: Relation): string[] {
  if (relation.kind !== 'contradicts') return []
  const other = index.claims.get(relation.from === claim.id ? relation.to : relation.from)
  return other?.kind === 'result' ? [other.id] : []
}

const backingKinds: readonly Relation['kind'][] = ['supports', 'replicates', 're-analyses']

/** The result that backs a claim through a relation, where who says it is another and has no stake. */
function independentBacking(index: LedgerIndex, claim: Claim, relation: Relation): Claim[] {
  if (relation.to !== claim.id || !backingKinds.includes(relation.kind)) return []
  const backer = index.claims.get(relation.from)
  if (backer === undefined || backer.kind !== 'result' || backer.source === claim.source) return []
  const source = index.sources.get(backer.source)
  const own = index.sources.get(claim.source)
  if (source === undefined || own === undefined) return []
  return sameHands(source, own) || hasStake(source, claim) || hasStake(source, backer) ? [] : [backer]
}

/** Whether every system that two claims have in common is known to have had another version in each. */
function otherVersions(claim: Claim, other: Claim | undefined): boolean {
  const pairs = claim.systems.flatMap(({ system, version }) => {
    const match = other?.systems.find((one) => one.system === system)
    return match === undefined ? [] : [[version.value, match.version.value] as const]
  })
  return pairs.length > 0 && pairs.every(([one, two]) => one !== null && two !== null && one !== two)
}

function hasStake(source: Source, claim: Claim): boolean {
  return claim.systems.some(({ system }) => source.stakes.includes(system))
}

/** Whether who says it has a stake in a system of the claim. */
export function isSelfReported(index: LedgerIndex, claim: Claim): boolean {
  const source = index.sources.get(claim.source)
  return source !== undefined && hasStake(source, claim)
}
