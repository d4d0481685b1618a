import type { ComparisonRows } from './comparison-rows.ts'
import type { PairCounts } from './davidson.ts'

/** The columns that say who was compared and what came out. */
export type PairRows = Pick<ComparisonRows, 'systems' | 'slotA' | 'slotB' | 'outcome'>

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
  // Below 0 once a row had a number out of its range. A test for every row would take longer than the counting.
  let outside = 0
  for (let row = 0; row < outcome.length; row++) {
    const a = slotA[row]!
    const b = slotB[row]!
    const result = outcome[row]!
    outside |= a | b | (systems - 1 - a) | (systems - 1 - b) | (1 - result) | (1 + result)
    const place = 3 * (a * systems + b) + 1 - result
    table[place] = table[place]! + 1
  }
  // Numbers that are not whole have no place in the table and are missing from it.
  const counted = table.reduce((sum, count) => sum + count, 0)
  if (outside < 0 || counted !== outcome.length) refuse(rows)
  return table
}

function refuse({ systems, slotA, slotB, outcome }: PairRows): never {
  const isSystem = (code: number) => Number.isInteger(code) && code >= 0 && code < systems
  for (let row = 0; row < outcome.length; row++) {
    const result = outcome[row]!
    if (result !== 1 && result !== 0 && result !== -1) {
      throw new RangeError(`outcome ${row} must be 1, 0 or -1, not ${result}`)
    }
    if (!isSystem(slotA[row]!) || !isSystem(slotB[row]!)) {
      throw new RangeError(`row ${row} names a system outside the ${systems}`)
    }
  }
  throw new RangeError('the rows cannot be counted')
}
