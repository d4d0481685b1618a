import { chiSquareUpper } from '../distributions/chi-square.ts'

/** Without a complete block `n` is 0, `nDropped` counts the others and the rest is null. */
export interface Friedman {
  /** Blocks with a mark for every system. */
  readonly n: number
  /** Blocks left out because a mark is missing. */
  readonly nDropped: number
  /** Null when every block is one tie. */
  readonly chi2: number | null
  /** Number of systems less 1. */
  readonly df: number | null
  /** Upper tail of chi-square. */
  readonly p: number | null
  /** Mean over blocks of the rank of each system, 1 for the lowest mark; ties share the mean of their ranks. */
  readonly meanRanks: readonly number[] | null
}

/**
 * Friedman's test that k systems are marked alike, from ranks inside blocks (a question, or a question and a
 * reviewer), corrected for ties.
 *
 * chi2 = 12 sum (R_j - n (k + 1)/2)^2/(n k (k + 1) - sum (t^3 - t)/(k - 1)), R_j the rank sum of system j and t the
 * sizes of the ties of each block; k - 1 degrees of freedom. It takes blocks as independent: that one reviewer
 * marks many of them is ignored, so it only accompanies an analysis that does not.
 *
 * @param marks blocks x systems, null is missing; a block with a missing mark, or a shorter one, is left out
 *
 * @method rank.friedman
 * @question Do clinicians mark several systems differently, using only the order of the marks?
 * @standing sensitivity
 * @source Friedman 1937; Conover 1999 for ties
 * @pinned R 4.2.2: friedman.test(x); scipy 1.10.1: friedmanchisquare
 */
export function friedman(marks: readonly (readonly (number | null)[])[]): Friedman {
  let systems = 0
  for (const block of marks) systems = Math.max(systems, block.length)
  const rankSums = new Float64Array(systems)
  let n = 0
  let ties = 0
  for (const block of marks) {
    if (!isComplete(block, systems)) continue
    n += 1
    for (let system = 0; system < systems; system++) {
      const own = block[system]!
      let below = 0
      let equal = 0
      for (let other = 0; other < systems; other++) {
        if (block[other]! < own) below += 1
        else if (block[other] === own) equal += 1
      }
      rankSums[system] = rankSums[system]! + below + (equal + 1) / 2
      // Over the t members of a tie this adds up to t^3 - t.
      ties += equal * equal - 1
    }
  }
  const nDropped = marks.length - n
  if (n === 0) return { n, nDropped, chi2: null, df: null, p: null, meanRanks: null }
  const df = systems - 1
  const middle = (n * (systems + 1)) / 2
  let squares = 0
  for (const sum of rankSums) squares += (sum - middle) * (sum - middle)
  // Both sides times k - 1: whole numbers, so that blocks of ties only give exactly 0.
  const divisor = df * n * systems * (systems + 1) - ties
  const chi2 = divisor === 0 ? null : (12 * df * squares) / divisor
  return {
    n,
    nDropped,
    chi2,
    df,
    p: chi2 === null ? null : chiSquareUpper(chi2, df),
    meanRanks: Array.from(rankSums, (sum) => sum / n),
  }
}

function isComplete(block: readonly (number | null)[], systems: number): boolean {
  let present = 0
  for (const mark of block) {
    if (mark === null) continue
    if (Number.isNaN(mark)) throw new RangeError('marks must be numbers or null, not NaN')
    present += 1
  }
  return systems > 0 && present === systems
}
