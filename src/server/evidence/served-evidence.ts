import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import type { Problem } from '../../problem.ts'

/** The ledger as it stands on the disk now: whole, or what is wrong with it. */
export type ServedLedger =
  | { readonly state: 'read'; readonly index: LedgerIndex }
  | { readonly state: 'broken'; readonly problems: readonly Problem[] }

/** What the pages over the ledger work with. */
export interface ServedEvidence {
  /** Reads the ledger again where a file of it changed since. */
  readonly ledger: () => Promise<ServedLedger>
  /** Whether results of others may be shown to people who still judge in this study. */
  readonly isOpenToAll: () => Promise<boolean>
}
