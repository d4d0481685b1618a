import { adjustP } from '../multiplicity/adjust.ts'
import { signTest } from '../preference/sign-test.ts'

export interface McNemarPair {
  /** Column of the first system. */
  readonly a: number
  /** Column of the second system, above `a`. */
  readonly b: number
  /** Questions that only the first got right. */
  readonly onlyA: number
  /** Questions that only the second got right. */
  readonly onlyB: number
  /** McNemar's mid-p of the pair. */
  readonly midP: number
  /** The same after Holm's adjustment over all pairs. */
  readonly holmP: number | null
}

/** McNemar's mid-p for every two of the systems, from complete rows of 0 and 1. */
export function mcnemarPairs(rows: readonly (readonly (number | null)[])[], systems: number): McNemarPair[] {
  const only = new Float64Array(systems * systems)
  for (const row of rows) {
    for (let a = 0; a < systems; a++) {
      if (row[a] !== 1) continue
      for (let b = 0; b < systems; b++) {
        if (row[b] === 0) only[a * systems + b] = only[a * systems + b]! + 1
      }
    }
  }
  const pairs: Omit<McNemarPair, 'holmP'>[] = []
  for (let a = 0; a < systems; a++) {
    for (let b = a + 1; b < systems; b++) {
      const onlyA = only[a * systems + b]!
      const onlyB = only[b * systems + a]!
      pairs.push({ a, b, onlyA, onlyB, midP: signTest(onlyA, onlyB).midP })
    }
  }
  const adjusted = adjustP(
    pairs.map((pair) => pair.midP),
    'holm',
  )
  return pairs.map((pair, place) => ({ ...pair, holmP: adjusted[place] ?? null }))
}
