import { checkLevel } from '../argument.ts'
import { symmetricInterval } from '../equivalence/tost.ts'
import type { Interval } from '../interval.ts'
import { mean, variance } from '../moments.ts'
import { completeMarks, type PpiMarks } from './complete-marks.ts'
import { effectiveSampleRatio } from './effective-sample-ratio.ts'
import { judgeMarks, rectifiedMean } from './rectified-mean.ts'

export interface PpiMeanOptions {
  /** Weight of the judge: null or left out to tune it, 1 for plain PPI, 0 for clinicians only. */
  readonly lambda?: number | null
  /** Divisor n - ddof of the variances in the standard error: 1 when left out; 0 as in ppi_py. */
  readonly ddof?: 0 | 1
  /** Confidence level of the interval; 0.95 when left out. */
  readonly level?: number
}

export interface PpiMean {
  /** Weight of the judge that was used, 0 to 1 when tuned; null without clinicians' marks. */
  readonly lambda: number | null
  /** In the units of the marks; null without clinicians' marks, or with a weight but no unlabelled answers. */
  readonly estimate: number | null
  /** Null with fewer than two marks in a part that is used. */
  readonly se: number | null
  /** Normal interval; null when the standard error is 0 or null. */
  readonly ci: Interval | null
  /** What the clinicians' marks alone say. */
  readonly classical: { readonly estimate: number | null; readonly se: number | null }
  /** Mean of all the judge's marks, biased where the judge is. */
  readonly judgeOnly: number | null
  /** (classical se/se)^2: how many times the clinicians' marks would be needed without the judge. */
  readonly effectiveSampleRatio: number | null
  /** Answers marked by clinicians and judge. */
  readonly nLabeled: number
  /** Answers marked by the judge alone. */
  readonly nUnlabeled: number
}

/**
 * Prediction-powered mean: few marks by clinicians, many by a judge, one unbiased mean.
 *
 *   estimate = lambda mean(u) + mean(y - lambda f)
 *   SE^2 = lambda^2 var(u)/N + var(y - lambda f)/n
 *
 * y are clinicians' marks of n answers, f the judge's marks of the same answers, u the judge's marks of N others.
 * lambda = cov(y, f)/((1 + n/N) var(f, u)), cut to 0 and 1, makes the variance smallest; a judge that never varies
 * gets 0. The result is unbiased for any judge, but only if the answers that clinicians marked are a random draw
 * of all: nothing in the data can show that they are not.
 *
 * For two systems apply it to the paired difference per question. The rows count as independent and the interval
 * is normal, too short for n below 30: use `ppiCluster` then. Rows with a missing mark are dropped; one labelled
 * answer gives an estimate without a standard error.
 *
 * @method ppi.mean
 * @question What would clinicians say on average, if a judge marked all answers and they marked some?
 * @standing default
 * @source Angelopoulos et al. 2023; Angelopoulos, Duchi and Zrnic 2023
 * @pinned R 4.2.2: mean, var and qnorm in the formulas of ppi_py, ppi_mean_ci (its own with ddof 0)
 */
export function ppiMean(marks: PpiMarks, options: PpiMeanOptions = {}): PpiMean {
  const level = options.level ?? 0.95
  const ddof = options.ddof ?? 1
  checkLevel(level)
  const complete = completeMarks(marks)
  const { y, fUnlabeled } = complete
  const { lambda, estimate, residuals, residualSize } = rectifiedMean(complete, options.lambda ?? null)
  const correction = varianceOfMean(residuals, ddof, residualSize)
  const judge = lambda === 0 ? 0 : varianceOfMean(fUnlabeled, ddof)
  const known = lambda !== null && estimate !== null && correction !== null && judge !== null
  const se = known ? Math.sqrt(lambda * lambda * judge + correction) : null
  const classicalVariance = varianceOfMean(y, ddof)
  const classicalSe = classicalVariance === null ? null : Math.sqrt(classicalVariance)
  return {
    lambda,
    estimate,
    se,
    ci:
      estimate === null || se === null || se === 0
        ? null
        : symmetricInterval(estimate, se, null, (1 - level) / 2),
    classical: { estimate: mean(y), se: classicalSe },
    judgeOnly: mean(judgeMarks(complete)),
    effectiveSampleRatio: effectiveSampleRatio(classicalSe, se),
    nLabeled: y.length,
    nUnlabeled: fUnlabeled.length,
  }
}

/** Null with fewer than two values, which say nothing of their spread, whatever the divisor. */
function varianceOfMean(values: Float64Array, ddof: 0 | 1, size?: number): number | null {
  const spread = values.length < 2 ? null : variance(values, ddof, size)
  return spread === null ? null : spread / values.length
}
