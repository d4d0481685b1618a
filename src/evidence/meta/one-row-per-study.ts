import type { LedgerIndex } from '../ledger/ledger.ts'
import type { PoolableClaim, UnpoolableClaim } from './poolable-claim.ts'

/** Rows that are independent of each other, and those that are left out because they are not. */
export interface IndependentRows {
  readonly rows: readonly PoolableClaim[]
  readonly dependent: readonly UnpoolableClaim[]
}

/**
 * One row for all studies that share their data, directly or through others: that with the largest n, the earliest id where n is the
 * same. The choice never looks at the effect.
 */
export function oneRowPerStudy(index: LedgerIndex, claims: readonly PoolableClaim[]): IndependentRows {
  const clusterOf = clustersOf(index, [...new Set(claims.map(({ study }) => study.id))])
  const ordered = [...claims].sort(
    (one, other) => (other.n ?? -1) - (one.n ?? -1) || (one.claim.id < other.claim.id ? -1 : 1),
  )
  const kept = new Map<string, PoolableClaim>()
  const dependent: UnpoolableClaim[] = []
  for (const claim of ordered) {
    const cluster = clusterOf.get(claim.study.id) ?? claim.study.id
    const before = kept.get(cluster)
    if (before === undefined) kept.set(cluster, claim)
    else
      dependent.push({
        claim: claim.claim.id,
        reason: `It shares its data with ${before.claim.id}, which has the larger n or comes first.`,
      })
  }
  const rows = claims.filter((claim) => [...kept.values()].includes(claim))
  return { rows, dependent }
}

/** For each study the name of its cluster of shared data. */
function clustersOf(index: LedgerIndex, studies: readonly string[]): ReadonlyMap<string, string> {
  const neighbours = new Map<string, Set<string>>()
  const join = (one: string, other: string) => {
    const known = neighbours.get(one)
    if (known === undefined) neighbours.set(one, new Set([other]))
    else known.add(other)
  }
  for (const { id, sharesDataWith } of index.ledger.studies) {
    for (const other of sharesDataWith) {
      join(id, other)
      join(other, id)
    }
  }
  const clusterOf = new Map<string, string>()
  for (const start of studies) {
    if (clusterOf.has(start)) continue
    const open = [start]
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      if (clusterOf.has(here)) continue
      clusterOf.set(here, start)
      open.push(...(neighbours.get(here) ?? []))
    }
  }
  return clusterOf
}
