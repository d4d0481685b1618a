import { checkLevel } from '../argument.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { Interval } from '../interval.ts'
import { proportionInterval } from '../proportion/proportion-interval.ts'
import { type PairedTable, questionsOf } from './paired-table.ts'
import { tangoInterval } from './tango-score.ts'

/** Every interval is null without questions and lies inside [-1, 1]. */
export interface PairedDifferenceIntervals {
  /** Questions in all. */
  readonly n: number
  /** Accuracy of A less accuracy of B, (b - c)/n; null without questions. */
  readonly diff: number | null
  /** For comparison only: its width is 0 when no question is discordant. */
  readonly wald: Interval | null
  /** Newcombe's method 10, the one to report. */
  readonly newcombe: Interval | null
  /** Inverts the score test of `tangoNoninferiority`. */
  readonly tango: Interval | null
  /** Wald after adding 1/2 to every cell. */
  readonly agrestiMin: Interval | null
  /** Wald on (b + 1)/(n + 2) and (c + 1)/(n + 2). */
  readonly bonettPrice: Interval | null
}

/**
 * Intervals of the difference in accuracy of two systems on the same questions, with b questions that only A and c
 * that only B got right.
 *
 * Newcombe squares and adds the distances of both accuracies to their Wilson limits, less twice phi times their
 * product, where phi is the correlation of the two systems being right with a continuity correction. Tango inverts
 * a score test. The three Wald forms use sqrt(p10 + p01 - (p10 - p01)^2)/sqrt(n) with different counts. The same
 * intervals serve any yes or no mark per answer, such as a safety flag. Questions must be independent.
 *
 * @param level confidence level, 0.95 when left out
 *
 * @method paired.diff_ci
 * @question By how much do two systems differ in accuracy on the same questions?
 * @standing default
 * @source Newcombe 1998; Tango 1998; Agresti and Min 2005; Bonett and Price 2012
 * @pinned R 4.2.2: the closed forms; scipy 1.10.1: Tango's limits by brentq on a numerical constrained maximum
 *   likelihood; Newcombe's published 0.0569 to 0.3404 for (36, 12, 2, 0)
 */
export function pairedDifferenceIntervals(table: PairedTable, level = 0.95): PairedDifferenceIntervals {
  const n = questionsOf(table)
  checkLevel(level)
  if (n === 0) {
    return { n, diff: null, wald: null, newcombe: null, tango: null, agrestiMin: null, bonettPrice: null }
  }
  const { n10: b, n01: c } = table
  const z = normalQuantile(0.5 + level / 2)
  return {
    n,
    diff: (b - c) / n,
    wald: wald(b, c, n, z),
    newcombe: newcombe(table, n, level),
    tango: tangoInterval(b, c, n, z),
    agrestiMin: wald(b + 0.5, c + 0.5, n + 2, z),
    bonettPrice: wald(b + 1, c + 1, n + 2, z),
  }
}

function wald(b: number, c: number, n: number, z: number): Interval {
  const half = (z * Math.sqrt(Math.max(0, b + c - ((b - c) * (b - c)) / n))) / n
  return inside((b - c) / n - half, (b - c) / n + half)
}

function newcombe(table: PairedTable, n: number, level: number): Interval {
  const rightA = table.n11 + table.n10
  const rightB = table.n11 + table.n01
  const wilsonA = proportionInterval(rightA, n, level)
  const wilsonB = proportionInterval(rightB, n, level)
  if (wilsonA === null || wilsonB === null) throw new RangeError('n must be at least 1')
  const diff = (table.n10 - table.n01) / n
  const independence = 1 - phi(table, n)
  const below = distance(rightA / n - wilsonA.lower, wilsonB.upper - rightB / n, independence)
  const above = distance(wilsonA.upper - rightA / n, rightB / n - wilsonB.lower, independence)
  return inside(diff - below, diff + above)
}

/** sqrt(x^2 - 2 phi x y + y^2), written with 1 - phi so that nothing cancels when phi is near 1. */
function distance(x: number, y: number, independence: number): number {
  return Math.sqrt(Math.max(0, (x - y) * (x - y) + 2 * independence * x * y))
}

/** Correlation of the two systems being right; a positive covariance is moved towards 0 by n/2. */
function phi({ n11, n10, n01, n00 }: PairedTable, n: number): number {
  const margins = (n11 + n10) * (n01 + n00) * ((n11 + n01) * (n10 + n00))
  if (margins === 0) return 0
  const covariance = n11 * n00 - n10 * n01
  return (covariance > 0 ? Math.max(0, covariance - n / 2) : covariance) / Math.sqrt(margins)
}

function inside(lower: number, upper: number): Interval {
  return { lower: Math.max(-1, lower), upper: Math.min(1, upper) }
}
