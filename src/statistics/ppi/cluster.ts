import { checkLevel, checkSameLength } from '../argument.ts'
import { denseCodes } from '../crossed/cluster-codes.ts'
import { clusterVariances } from '../crossed/cluster-variances.ts'
import { symmetricInterval } from '../equivalence/tost.ts'
import type { Interval } from '../interval.ts'
import { isRoundingOfZero, mean, meanSize } from '../moments.ts'
import { completeMarks, type PpiMarks } from './complete-marks.ts'
import { effectiveSampleRatio } from './effective-sample-ratio.ts'
import { rectifiedMean } from './rectified-mean.ts'

export interface ClusteredPpiMarks extends PpiMarks {
  /** Question of each row of `y`, any 32-bit whole numbers. */
  readonly clusters: ArrayLike<number>
  /** Question of each row of `fUnlabeled`. */
  readonly clustersUnlabeled: ArrayLike<number>
}

export interface PpiClusterOptions {
  /** Weight of the judge: null or left out to tune it, 1 for plain PPI, 0 for clinicians only. */
  readonly lambda?: number | null
  /** Confidence level of the interval; 0.95 when left out. */
  readonly level?: number
}

export interface PpiCluster {
  /** Weight of the judge that was used, 0 to 1 when tuned; null without clinicians' marks. */
  readonly lambda: number | null
  /** In the units of the marks; null without clinicians' marks, or with a weight but no unlabelled answers. */
  readonly estimate: number | null
  /** Clustered by question; null with fewer than two questions in a part that is used. */
  readonly se: number | null
  /** Labelled questions - 1; null with fewer than two. */
  readonly df: number | null
  /** t interval; null when the standard error is 0 or null. */
  readonly ci: Interval | null
  /** What the clinicians' marks alone say, clustered by question. */
  readonly classical: { readonly estimate: number | null; readonly se: number | null }
  /** (classical se/se)^2: how many times the clinicians' marks would be needed without the judge. */
  readonly effectiveSampleRatio: number | null
}

/**
 * Prediction-powered mean when several answers or reviewers share a question: the estimate and the weight of the
 * judge are those of `ppiMean`, the standard error counts questions.
 *
 *   SE^2 = V(y - lambda f) + lambda^2 V(u), V = G/(G - 1) sum over questions of (sum of deviations)^2 / n^2
 *
 * with t on the number of labelled questions less 1. The labelled and the unlabelled questions must be different
 * ones: the two parts are taken as independent. Rows with a missing mark are dropped.
 *
 * @method ppi.cluster
 * @question What would clinicians say on average, if some answers or marks share a question?
 * @standing default
 * @source Angelopoulos, Duchi and Zrnic 2023; Cameron, Gelbach and Miller 2011
 * @pinned R 4.2.2 sandwich 3.0-2: vcovCL(lm(r ~ 1), cluster, type = "HC0", cadjust = TRUE) for each part
 */
export function ppiCluster(marks: ClusteredPpiMarks, options: PpiClusterOptions = {}): PpiCluster {
  const level = options.level ?? 0.95
  checkLevel(level)
  checkSameLength('clusters', marks.clusters.length, marks.y.length)
  checkSameLength('clustersUnlabeled', marks.clustersUnlabeled.length, marks.fUnlabeled.length)
  const complete = completeMarks(marks)
  const { y, fUnlabeled, labeledRows, unlabeledRows } = complete
  const questions = Int32Array.from(labeledRows, (row) => marks.clusters[row]!)
  const otherQuestions = Int32Array.from(unlabeledRows, (row) => marks.clustersUnlabeled[row]!)
  const { lambda, estimate, residuals, residualSize } = rectifiedMean(complete, options.lambda ?? null)
  const correction = clusteredVariance(residuals, questions, residualSize)
  const judge = lambda === 0 ? 0 : clusteredVariance(fUnlabeled, otherQuestions)
  const known = lambda !== null && estimate !== null && correction !== null && judge !== null
  const se = known ? Math.sqrt(lambda * lambda * judge + correction) : null
  const classicalVariance = clusteredVariance(y, questions)
  const classicalSe = classicalVariance === null ? null : Math.sqrt(classicalVariance)
  const labeledQuestions = denseCodes(questions).count
  const df = labeledQuestions < 2 ? null : labeledQuestions - 1
  return {
    lambda,
    estimate,
    se,
    df,
    ci:
      estimate === null || se === null || se === 0
        ? null
        : symmetricInterval(estimate, se, df, (1 - level) / 2),
    classical: { estimate: mean(y), se: classicalSe },
    effectiveSampleRatio: effectiveSampleRatio(classicalSe, se),
  }
}

/** Variance of the mean, clustered; null with fewer than two clusters, 0 where only rounding is left. */
function clusteredVariance(values: Float64Array, codes: Int32Array, size = meanSize(values)): number | null {
  const value = clusterVariances(values, null, denseCodes(codes), null).question
  return value !== null && isRoundingOfZero(Math.sqrt(value), size) ? 0 : value
}
