import {
  atSystems,
  type CrossedMarks,
  type MarkCounts,
  markCounts,
  usableMarks,
} from './mixed/crossed-marks.ts'
import { cumulativeLogitModel } from './mixed/cumulative-logit-model.ts'

/** Arrays have one entry per system: the intercept (log odds of system 0) first, then log odds ratios to system 0. */
export interface GlmmFit extends MarkCounts {
  /** Null for a system without marks; the whole array is null without a fit. */
  readonly coefficients: readonly (number | null)[] | null
  /** Standard errors of the coefficients. */
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
 * Logistic mixed model of binary marks: logit P(mark = 1) = intercept + effect of the system + question + reviewer,
 * the last two normal. The likelihood is Laplace's approximation, maximised over all parameters together; standard
 * errors come from its second derivative in all of them.
 *
 * The coefficients are conditional on question and reviewer, and larger than those of the marginal odds. They hold
 * for this model only and say nothing of the risk difference, which is `pairedDifference`.
 *
 * Missing marks are dropped. A component that the design cannot show (one question, one reviewer) is null with a
 * reason, and the model is fitted without it; a variance of 0 is a legal result. Without marks, without marks of
 * system 0, when all marks are the same, or when one system has only 0 or only 1, everything is null with a reason.
 *
 * @param marks marks of 0 or 1, NaN for missing
 *
 * @method crossed.glmm
 * @question How much do the odds of a correct or safe answer differ between systems, for a given question and reviewer?
 * @standing optional
 * @source Breslow and Clayton 1993; Bates, Maechler, Bolker and Walker 2015
 * @pinned R 4.2.2 lme4 1.1-31: glmer(y ~ system + (1|q) + (1|r), binomial, nAGQ = 1,
 *   control = glmerControl(tolPwrss = 1e-12))
 */
export function glmm(marks: CrossedMarks): GlmmFit {
  const rows = usableMarks(marks)
  const other = rows.mark.find((mark) => mark !== 0 && mark !== 1)
  if (other !== undefined) throw new RangeError(`marks must be 0 or 1, not ${other}`)
  const { fit, varQuestion, varReviewer, reasons } = cumulativeLogitModel(rows)
  const counts = markCounts(rows)
  if (fit === null) {
    return { ...counts, coefficients: null, se: null, varQuestion, varReviewer, logLik: null, reasons }
  }
  // The intercept is minus the single threshold.
  return {
    ...counts,
    coefficients: atSystems(rows, [-fit.thresholds[0]!, ...fit.effects]),
    se: atSystems(rows, [fit.seThresholds[0]!, ...fit.seEffects]),
    varQuestion,
    varReviewer,
    logLik: fit.logLik,
    reasons,
  }
}
