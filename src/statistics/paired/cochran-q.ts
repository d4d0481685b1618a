import { chiSquareUpper } from '../distributions/chi-square.ts'
import { type McNemarPair, mcnemarPairs } from './mcnemar-pairs.ts'

/** Questions x systems: 1 right, 0 wrong, null missing. */
export type RightMatrix = readonly (readonly (number | null)[])[]

/** Without a complete question `n` is 0, `nDropped` counts the others and the rest is null. */
export interface CochranQ {
  /** Questions that every system answered. */
  readonly n: number
  /** Questions left out because a mark is missing. */
  readonly nDropped: number
  /** Null when no question tells any two systems apart. */
  readonly q: number | null
  /** Number of systems less 1. */
  readonly df: number | null
  /** Upper tail of chi-square. */
  readonly p: number | null
  /** Share of questions that each system got right, over the complete questions. */
  readonly proportions: readonly number[] | null
  /** Every two systems compared, with mid-p adjusted by Holm over the pairs. */
  readonly pairs: readonly McNemarPair[] | null
}

/**
 * Cochran's Q, the test that k systems are right equally often on the same questions.
 *
 * Q = (k - 1)(k sum T_j^2 - (sum T_j)^2)/(k sum L_i - sum L_i^2), T_j the number that system j and L_i the number
 * of systems that question i has right; chi-square with k - 1 degrees of freedom. Questions all or none got right
 * add nothing. For two systems it is McNemar's chi-square without correction. Where all pairs were planned from
 * the start the pairs alone are the analysis.
 *
 * @param marks rows of equal length; a shorter row is a question with missing marks
 *
 * @method paired.cochran_q
 * @question Do several systems differ at all in accuracy on the same questions?
 * @standing optional
 * @source Cochran 1950
 * @pinned statsmodels 0.13.5: cochrans_q
 */
export function cochranQ(marks: RightMatrix): CochranQ {
  let systems = 0
  for (const row of marks) systems = Math.max(systems, row.length)
  const complete = marks.filter((row) => isComplete(row, systems))
  const n = complete.length
  const nDropped = marks.length - n
  if (n === 0) return { n, nDropped, q: null, df: null, p: null, proportions: null, pairs: null }
  const right = new Float64Array(systems)
  let rowSum = 0
  let rowSquares = 0
  for (const row of complete) {
    let own = 0
    for (let system = 0; system < systems; system++) {
      const mark = row[system] ?? 0
      right[system] = right[system]! + mark
      own += mark
    }
    rowSum += own
    rowSquares += own * own
  }
  let columnSquares = 0
  for (const total of right) columnSquares += total * total
  const divisor = systems * rowSum - rowSquares
  const q = divisor === 0 ? null : ((systems - 1) * (systems * columnSquares - rowSum * rowSum)) / divisor
  return {
    n,
    nDropped,
    q,
    df: systems - 1,
    p: q === null ? null : chiSquareUpper(q, systems - 1),
    proportions: Array.from(right, (total) => total / n),
    pairs: mcnemarPairs(complete, systems),
  }
}

function isComplete(row: readonly (number | null)[], systems: number): boolean {
  let present = 0
  for (const mark of row) {
    if (mark === null) continue
    if (mark !== 0 && mark !== 1) throw new RangeError(`marks must be 0, 1 or null, not ${mark}`)
    present += 1
  }
  return present === systems
}
