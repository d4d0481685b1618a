import {
  atSystems,
  type CrossedMarks,
  type MarkCounts,
  markCounts,
  usableMarks,
} from './mixed/crossed-marks.ts'
import { cumulativeLogitModel } from './mixed/cumulative-logit-model.ts'

export interface ClmmFit extends MarkCounts {
  /** The marks in use, ascending; a category that nobody used is not there. */
  readonly categories: readonly number[]
  /** One threshold between each two neighbours of `categories`, for system 0; null without a fit. */
  readonly thresholds: readonly number[] | null
  /** Standard errors of the thresholds. */
  readonly seThresholds: readonly number[] | null
  /**
   * Log odds ratio of a higher mark, one entry per system; 0 for system 0, null for a system without marks. The
   * whole array is null without a fit.
   */
  readonly coefficients: readonly (number | null)[] | null
  /** Null for system 0 too. */
  readonly se: readonly (number | null)[] | null
  /** Variance between questions on the logit scale; 0 at the boundary, null where it cannot be estimated. */
  readonly varQuestion: number | null
  /** Variance of the reviewers on the logit scale; null where the design cannot show it. */
  readonly varReviewer: number | null
  /** Log likelihood by Laplace's approximation. */
  readonly logLik: number | null
  /** Why numbers are null, one sentence for each cause; empty when nothing is missing. */
  readonly reasons: readonly string[]
}

/**
 * Cumulative logit mixed model of ordered marks: logit P(mark <= category j) = threshold j - effect of the system -
 * question - reviewer, the last two normal. The likelihood is Laplace's approximation, maximised over all parameters
 * together; standard errors come from its second derivative in all of them.
 *
 * The coefficients are conditional on question and reviewer, and larger than marginal ones. With most marks at the
 * top of the scale the sign agrees with the mean paired difference, but the size cannot be compared between studies.
 *
 * Only the order of the marks counts. Missing marks are dropped. A component that the design cannot show (one
 * question, one reviewer) is null with a reason, and the model is fitted without it; a variance of 0 is a legal
 * result. Without marks, without marks of system 0, when all marks are the same, or when the systems separate the
 * categories so that a coefficient is infinite, everything is null with a reason.
 *
 * @method crossed.clmm
 * @question Which system gets the higher marks on an ordered scale, without taking its steps to be equal?
 * @standing optional
 * @source McCullagh 1980; Tutz and Hennevogl 1996; Christensen 2022
 * @pinned R 4.2.2 ordinal 2022.11-16: clmm(factor(y) ~ system + (1|q) + (1|r))
 */
export function clmm(marks: CrossedMarks): ClmmFit {
  const rows = usableMarks(marks)
  const { fit, categories, varQuestion, varReviewer, reasons } = cumulativeLogitModel(rows)
  const shared = { ...markCounts(rows), categories, varQuestion, varReviewer, reasons }
  if (fit === null) {
    return {
      ...shared,
      thresholds: null,
      seThresholds: null,
      coefficients: null,
      se: null,
      logLik: null,
    }
  }
  return {
    ...shared,
    thresholds: fit.thresholds,
    seThresholds: fit.seThresholds,
    coefficients: atSystems(rows, [0, ...fit.effects]),
    se: atSystems(rows, [null, ...fit.seEffects]),
    logLik: fit.logLik,
  }
}
