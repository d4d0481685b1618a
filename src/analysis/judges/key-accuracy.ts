import type { Interval } from '../../statistics/interval.ts'
import { type PairedDifferenceIntervals, pairedDifferenceIntervals } from '../../statistics/paired/diff-ci.ts'
import { type McNemar, mcnemar } from '../../statistics/paired/mcnemar.ts'
import { proportionInterval } from '../../statistics/proportion/proportion-interval.ts'

/** What a reply to a question with a key came to; null where it was not scored or is missing. */
export interface KeyRow {
  readonly item: string
  readonly arm: string
  readonly right: boolean | null
}

export interface ArmAccuracy {
  readonly arm: string
  readonly n: number
  readonly right: number
  readonly notScored: number
  /** Share right of those scored, with Wilson's interval; null without any. */
  readonly accuracy: number | null
  readonly ci: Interval | null
}

/** Accuracy of every arm, one row per item and arm. */
export function keyAccuracy(rows: readonly KeyRow[], level = 0.95): readonly ArmAccuracy[] {
  const arms = [...new Set(rows.map(({ arm }) => arm))]
  return arms.map((arm) => {
    const own = rows.filter((row) => row.arm === arm)
    const n = own.filter(({ right }) => right !== null).length
    const right = own.filter((row) => row.right === true).length
    return {
      arm,
      n,
      right,
      notScored: own.length - n,
      accuracy: n === 0 ? null : right / n,
      ci: proportionInterval(right, n, level),
    }
  })
}

export interface AccuracyDifference {
  /** Items that only one of the arms has a scored reply to; they are left out. */
  readonly nDropped: number
  readonly difference: PairedDifferenceIntervals
  readonly test: McNemar
}

/** Two arms on the items that both have a scored reply to; A - B. */
export function compareAccuracy(
  rows: readonly KeyRow[],
  armA: string,
  armB: string,
  level = 0.95,
): AccuracyDifference {
  const resultsOf = (arm: string) =>
    new Map(
      rows.flatMap((row) => (row.arm === arm && row.right !== null ? [[row.item, row.right] as const] : [])),
    )
  const a = resultsOf(armA)
  const b = resultsOf(armB)
  const table = { n11: 0, n10: 0, n01: 0, n00: 0 }
  let shared = 0
  for (const [item, rightA] of a) {
    const rightB = b.get(item)
    if (rightB === undefined) continue
    shared += 1
    if (rightA) table[rightB ? 'n11' : 'n10'] += 1
    else table[rightB ? 'n01' : 'n00'] += 1
  }
  return {
    nDropped: a.size + b.size - 2 * shared,
    difference: pairedDifferenceIntervals(table, level),
    test: mcnemar(table),
  }
}
