import { checkSameLength } from '../argument.ts'

/** Comparisons row by row; all arrays have one entry per row. */
export interface ComparisonRows {
  /** Number of systems; codes run from 0 to `systems - 1`. */
  readonly systems: number
  /** Code of the system in the first slot, per comparison. */
  readonly slotA: ArrayLike<number>
  /** Code of the system in the second slot. */
  readonly slotB: ArrayLike<number>
  /** 1 the first slot won, 0 tie, -1 the second slot won. */
  readonly outcome: ArrayLike<number>
  /** Question of each comparison, any 32-bit whole numbers. */
  readonly question: ArrayLike<number>
  /** Null when reviewers are not identified. */
  readonly reviewer: ArrayLike<number> | null
  /** Whether to estimate the effect of the first slot; false when left out. */
  readonly position?: boolean
}

export function checkRowLengths(rows: ComparisonRows): void {
  const n = rows.outcome.length
  for (const name of ['slotA', 'slotB', 'question'] as const) checkSameLength(name, rows[name].length, n)
  if (rows.reviewer !== null) checkSameLength('reviewer', rows.reviewer.length, n)
}
