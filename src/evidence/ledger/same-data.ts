import type { Claim } from './claim-schema.ts'
import type { LedgerIndex } from './ledger.ts'

/** Whether the studies of two claims are two that share data, by what either of them says. */
export function sharesData(index: LedgerIndex, one: Claim, other: Claim): boolean {
  if (one.study === null || other.study === null) return false
  const first = index.studies.get(one.study)?.sharesDataWith ?? []
  const second = index.studies.get(other.study)?.sharesDataWith ?? []
  return first.includes(other.study) || second.includes(one.study)
}

/** Whether two claims rest on one collection of answers or outcomes: one study, or two that share data. */
export function restsOnSameData(index: LedgerIndex, one: Claim, other: Claim): boolean {
  return (one.study !== null && one.study === other.study) || sharesData(index, one, other)
}
