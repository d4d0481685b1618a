import { checkSameLength } from '../argument.ts'
import type { PairCounts } from './davidson.ts'

/** Comparisons row by row; all arrays have one entry per row. */
export interface ComparisonRows {
  /** Number of systems; codes run from 0 to `systems - 1`. */
  readonly systems: number
  readonly slotA: ArrayLike<number>
  readonly slotB: ArrayLike<number>
  /** 1 the first slot won, 0 tie, -1 the second slot won. */
  readonly outcome: ArrayLike<number>
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

/** Wins, ties and losses of every ordered pair that occurs. */
export function countPairs(rows: ComparisonRows): PairCounts[] {
  const { systems, slotA, slotB, outcome } = rows
  const table = new Float64Array(3 * systems * systems)
  for (let row = 0; row < outcome.length; row++) {
    const result = outcome[row]!
    if (result !== 1 && result !== 0 && result !== -1) {
      throw new RangeError(`outcome ${row} must be 1, 0 or -1, not ${result}`)
    }
    const a = slotA[row]!
    const b = slotB[row]!
    if (!(isCode(a, systems) && isCode(b, systems))) {
      throw new RangeError(`row ${row} names a system outside the ${systems}`)
    }
    const place = 3 * (a * systems + b) + 1 - result
    table[place] = table[place]! + 1
  }
  const counts: PairCounts[] = []
  for (let pair = 0; pair < systems * systems; pair++) {
    const [winsA, ties, winsB] = [table[3 * pair]!, table[3 * pair + 1]!, table[3 * pair + 2]!]
    if (winsA + ties + winsB > 0) {
      counts.push({ a: Math.floor(pair / systems), b: pair % systems, winsA, ties, winsB })
    }
  }
  return counts
}

function isCode(value: number, systems: number): boolean {
  return value >= 0 && value < systems && Number.isInteger(value)
}
