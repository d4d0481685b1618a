import { checkLevel } from '../argument.ts'
import { fQuantile } from '../distributions/fisher-f.ts'
import type { Interval } from '../interval.ts'
import { completeItems, type MeanSquares, twoWayMeanSquares } from './two-way-mean-squares.ts'
import type { MarkMatrix } from './unit-patterns.ts'

export interface IntraclassCorrelation {
  /** At most 1; below 0 when marks differ more within items than items differ. Null where undefined. */
  readonly icc: number | null
  /** Null with `icc`, and where a limit is not bounded. */
  readonly ci: Interval | null
}

/** The correlations are null with fewer than two complete items or two raters, and without any variation. */
export interface IntraclassCorrelations {
  /** Items that every rater marked; the others are dropped. */
  readonly nItems: number
  /** Number of raters; null without complete items. */
  readonly nRaters: number | null
  /** Absolute agreement of single marks, raters a sample of many: the reliability of one reviewer. */
  readonly icc2_1: IntraclassCorrelation
  /** Absolute agreement of the mean of as many raters as there are. */
  readonly icc2_k: IntraclassCorrelation
  /** Consistency of single marks: differences in severity between these raters do not count. */
  readonly icc3_1: IntraclassCorrelation
  /** Single marks when each item has raters of its own. */
  readonly icc1_1: IntraclassCorrelation
}

const undefinedCorrelation: IntraclassCorrelation = { icc: null, ci: null }

/**
 * Intraclass correlations of continuous marks of n items by k raters, from the mean squares of items (MSB), raters
 * (MSJ), residual (MSE) and within items (MSW).
 *
 * ICC(2,1) = (MSB - MSE)/(MSB + (k - 1) MSE + k (MSJ - MSE)/n); ICC(2,k) = (MSB - MSE)/(MSB + (MSJ - MSE)/n);
 * ICC(3,1) = (MSB - MSE)/(MSB + (k - 1) MSE); ICC(1,1) = (MSB - MSW)/(MSB + (k - 1) MSW). Negative estimates are
 * kept; a divisor that is not above 0 leaves the correlation undefined.
 *
 * Intervals are those of McGraw and Wong, from the F distribution; those of ICC(2,1) and ICC(2,k) rest on
 * Satterthwaite's degrees of freedom. Without residual variation they are the limits as MSE goes to 0.
 *
 * @param matrix items x raters; null is missing, and an item with a missing mark, or a shorter one, is dropped
 * @param level confidence level, 0.95 when left out
 *
 * @method agree.icc
 * @question How reliable is one reviewer's score, and the mean score of all of them?
 * @standing descriptive
 * @source Shrout and Fleiss 1979; McGraw and Wong 1996
 * @pinned R 4.2.2 psych 2.2.9: ICC(x, lmer = FALSE)
 */
export function intraclassCorrelations(matrix: MarkMatrix, level = 0.95): IntraclassCorrelations {
  checkLevel(level)
  const complete = completeItems(matrix)
  const counts = { nItems: complete.length, nRaters: complete[0]?.length ?? null }
  const squares = twoWayMeanSquares(complete)
  if (squares === null) {
    const none = undefinedCorrelation
    return { ...counts, icc2_1: none, icc2_k: none, icc3_1: none, icc1_1: none }
  }
  const { items, raters, between, residual, within } = squares
  const single = singleRandom(squares, level)
  return {
    ...counts,
    icc2_1: single,
    icc2_k: meanRandom(squares, single.ci),
    icc3_1: ofOneRatio(between, residual, raters, items - 1, (items - 1) * (raters - 1), level),
    icc1_1: ofOneRatio(between, within, raters, items - 1, items * (raters - 1), level),
  }
}

/** (MSB - error)/(MSB + (k - 1) error): it rises with F = MSB/error, so the limits of F give its own. */
function ofOneRatio(
  between: number,
  error: number,
  raters: number,
  df: number,
  dfError: number,
  level: number,
): IntraclassCorrelation {
  const divisor = between + (raters - 1) * error
  if (divisor === 0) return undefinedCorrelation
  const correlation = (above: number, below: number) => (above - below) / (above + (raters - 1) * below)
  const p = 0.5 + level / 2
  return {
    icc: (between - error) / divisor,
    ci: {
      lower: correlation(between, error * fQuantile(p, df, dfError)),
      upper: correlation(between * fQuantile(p, dfError, df), error),
    },
  }
}

function singleRandom(squares: MeanSquares, level: number): IntraclassCorrelation {
  const { items: n, raters: k, between, judges, residual } = squares
  const divisor = between + (k - 1) * residual + (k * (judges - residual)) / n
  if (!(divisor > 0)) return undefinedCorrelation
  const icc = (between - residual) / divisor
  if (judges === 0 && residual === 0) return { icc, ci: { lower: 1, upper: 1 } }
  const df = satterthwaite(squares, icc)
  if (!(df > 0)) return { icc, ci: null }
  const p = 0.5 + level / 2
  const noise = k * judges + (k * n - k - n) * residual
  const low = between / fQuantile(p, n - 1, df)
  const high = between * fQuantile(p, df, n - 1)
  return {
    icc,
    ci: {
      lower: (n * (low - residual)) / (noise + n * low),
      upper: (n * (high - residual)) / (noise + n * high),
    },
  }
}

/** Degrees of freedom of the error of a single mark, a sum of the mean squares of raters and residual. */
function satterthwaite({ items: n, raters: k, judges, residual }: MeanSquares, icc: number): number {
  const ofJudges = k * icc * judges
  const ofResidual = (n * (1 + (k - 1) * icc) - k * icc) * residual
  const sum = ofJudges + ofResidual
  return ((k - 1) * (n - 1) * sum * sum) / ((n - 1) * ofJudges * ofJudges + ofResidual * ofResidual)
}

/** The mean of k marks: Spearman and Brown's k r/(1 + (k - 1) r), for the limits too. */
function meanRandom(squares: MeanSquares, single: Interval | null): IntraclassCorrelation {
  const { items: n, raters: k, between, judges, residual } = squares
  const divisor = between + (judges - residual) / n
  if (!(divisor > 0)) return undefinedCorrelation
  const icc = (between - residual) / divisor
  // At -1/(k - 1) and below the variance of the mean would not be positive: the limit has no bound.
  if (single === null || !(1 + (k - 1) * single.lower > 0)) return { icc, ci: null }
  const ofMean = (r: number) => (k * r) / (1 + (k - 1) * r)
  return { icc, ci: { lower: ofMean(single.lower), upper: ofMean(single.upper) } }
}
