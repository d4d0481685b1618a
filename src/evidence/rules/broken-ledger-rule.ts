import type { Ledger } from '../ledger/ledger.ts'

/** Lists of a ledger. */
export type LedgerList = keyof Ledger

/** A rule that a ledger breaks although each of its files is well formed. */
export interface BrokenLedgerRule {
  readonly code: string
  /** Which entry of which list of the whole ledger. */
  readonly list: LedgerList
  readonly entry: number
  /** Path inside the entry. */
  readonly path: readonly (string | number)[]
  /** Entry of the same list that it collides with, where there is one. */
  readonly other?: number
  readonly message: string
  readonly value: string | null
  readonly expected: string | null
  readonly remedy: string
}
