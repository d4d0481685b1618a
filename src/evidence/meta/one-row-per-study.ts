import type { LedgerIndex } from '../ledger/ledger.ts'
import { sameHands } from '../ledger/same-hands.ts'
import type { Source } from '../ledger/source-schema.ts'
import { reportOf } from './independence.ts'
import type { PoolableClaim, UnpoolableClaim } from './poolable-claim.ts'

/** Rows that are independent of each other, and those that are left out because they are not. */
export interface IndependentRows {
  readonly rows: readonly PoolableClaim[]
  readonly dependent: readonly UnpoolableClaim[]
}

/**
 * One row for all studies that share their data, their own report or their authors, directly or through others: that with the largest
 * n, the earliest id where n is the same. The choice never looks at the effect.
 */
export function oneRowPerStudy(index: LedgerIndex, claims: readonly PoolableClaim[]): IndependentRows {
  const ordered = [...claims].sort(
    (one, other) => (other.n ?? -1) - (one.n ?? -1) || (one.claim.id < other.claim.id ? -1 : 1),
  )
  const clusterOf = clustersOf(index, claims)
  const kept = new Map<string, PoolableClaim>()
  const dependent: UnpoolableClaim[] = []
  for (const claim of ordered) {
    const cluster = clusterOf(claim.study.id)
    const before = kept.get(cluster)
    if (before === undefined) kept.set(cluster, claim)
    else
      dependent.push({
        claim: claim.claim.id,
        reason: `${shared(index, claim, before)} ${before.claim.id}, which has the larger n or comes first.`,
      })
  }
  const chosen = new Set(kept.values())
  return { rows: claims.filter((claim) => chosen.has(claim)), dependent }
}

function shared(index: LedgerIndex, one: PoolableClaim, other: PoolableClaim): string {
  const data = 'It shares its data with'
  const named =
    one.study.sharesDataWith.includes(other.study.id) || other.study.sharesDataWith.includes(one.study.id)
  if (named || one.study.id === other.study.id) return data
  const [report, before] = [reportOf(index, one.claim, one.study), reportOf(index, other.claim, other.study)]
  if (report === undefined || before === undefined) return data
  if (report.id === before.id) return 'It stands in the same report as'
  return sameHands(report, before) ? 'It has the same authors as' : data
}

/** Names the cluster of a study: all that are joined by their data, their report or its authors, directly or through others. */
function clustersOf(index: LedgerIndex, claims: readonly PoolableClaim[]): (study: string) => string {
  const above = new Map<string, string>()
  const root = (study: string): string => {
    let here = study
    for (let next = above.get(here); next !== undefined; next = above.get(here)) here = next
    return here
  }
  const join = (one: string, other: string) => {
    const [from, to] = [root(one), root(other)]
    if (from !== to) above.set(from, to)
  }
  for (const { id, sharesDataWith } of index.ledger.studies) {
    for (const other of sharesDataWith) join(id, other)
  }
  const first = new Map<string, { readonly study: string; readonly report: Source }>()
  const byAuthor = new Map<string, { readonly study: string; readonly report: Source }[]>()
  for (const { claim, study } of claims) {
    const report = reportOf(index, claim, study)
    if (report === undefined) continue
    const known = first.get(report.id)
    if (known !== undefined) {
      join(study.id, known.study)
      continue
    }
    const here = { study: study.id, report }
    first.set(report.id, here)
    for (const author of report.authors) {
      const others = byAuthor.get(author) ?? []
      for (const other of others) if (sameHands(report, other.report)) join(study.id, other.study)
      byAuthor.set(author, [...others, here])
    }
  }
  return root
}
