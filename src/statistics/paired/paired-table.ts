import { checkCount } from '../argument.ts'

/** Questions answered by both systems, counted by who was right. */
export interface PairedTable {
  /** Both right. */
  readonly n11: number
  /** Only A right. */
  readonly n10: number
  /** Only B right. */
  readonly n01: number
  /** Both wrong. */
  readonly n00: number
}

/** Refuses counts that are not whole numbers of at least 0 and returns the number of questions. */
export function questionsOf(table: PairedTable): number {
  checkCount('n11', table.n11)
  checkCount('n10', table.n10)
  checkCount('n01', table.n01)
  checkCount('n00', table.n00)
  return table.n11 + table.n10 + table.n01 + table.n00
}
