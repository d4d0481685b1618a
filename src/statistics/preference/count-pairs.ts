import type { PairCounts } from './davidson.ts'

/** Comparisons row by row, one entry per row in each array. */
export interface PairRows {
  /** Number of systems; codes run from 0 to `systems - 1`. */
  readonly systems: number
  readonly slotA: ArrayLike<number>
  readonly slotB: ArrayLike<number>
  /** 1 the first slot won, 0 tie, -1 the second slot won. */
  readonly outcome: ArrayLike<number>
}

/** Counts the outcomes of every ordered pair that was compared. One pass over the rows. */
export function countPairs(rows: PairRows): PairCounts[] {
  const { systems } = rows
  const table = outcomeTable(rows)
  const counts: PairCounts[] = []
  for (let pair = 0; pair < systems * systems; pair++) {
    const [winsA, ties, winsB] = [table[3 * pair]!, table[3 * pair + 1]!, table[3 * pair + 2]!]
    if (winsA + ties + winsB > 0) {
      counts.push({ a: Math.floor(pair / systems), b: pair % systems, winsA, ties, winsB })
    }
  }
  return counts
}

/** Wins of a, ties and wins of b of the pair (a, b) from place 3 (a systems + b) on. */
function outcomeTable(rows: PairRows): Float64Array {
  const { systems, slotA, slotB, outcome } = rows
  const table = new Float64Array(3 * systems * systems)
  for (let row = 0; row < outcome.length; row++) {
    const result = outcome[row]!
    const b = slotB[row]!
    const place = 3 * (slotA[row]! * systems + b) + 1 - result
    // Ranges, since one test for each of the three legal outcomes would be guessed wrong in most rows.
    const legal = result >= -1 && result <= 1 && (result | 0) === result
    if (!legal || !(b >= 0 && b < systems && place >= 0 && place < table.length)) refuseRow(rows, row)
    table[place] = table[place]! + 1
  }
  return table
}

function refuseRow({ systems, outcome }: PairRows, row: number): never {
  const result = outcome[row]!
  if (result !== 1 && result !== 0 && result !== -1) {
    throw new RangeError(`outcome ${row} must be 1, 0 or -1, not ${result}`)
  }
  throw new RangeError(`row ${row} names a system outside the ${systems}`)
}
