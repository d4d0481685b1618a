import type { LedgerIndex } from './ledger.ts'

/** Whether a relation of the ledger says that one of these claims contradicts another of them. */
export function contradicts(index: LedgerIndex, ids: readonly string[]): boolean {
  return ids.some((id) =>
    (index.relations.get(id) ?? []).some(
      ({ kind, from, to }) => kind === 'contradicts' && ids.includes(from) && ids.includes(to),
    ),
  )
}
