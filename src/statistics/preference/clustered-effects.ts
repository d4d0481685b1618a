import { denseCodes } from '../crossed/cluster-codes.ts'
import { degreesOfFreedom } from '../crossed/two-way-error.ts'
import type { CovariateRows } from './covariate-derivatives.ts'
import { type CovariateFit, scoresOfFit } from './covariate-fit.ts'
import { guardedContrast, sandwichVariances } from './score-sandwich.ts'

/** How many clusters carry the standard errors. */
export interface ClusterCounts {
  readonly nQuestions: number
  /** Null when reviewers are not identified. */
  readonly nReviewers: number | null
  /** min(questions, reviewers) - 1 for t quantiles; null when neither has two. */
  readonly df: number | null
}

/** Standard errors that know of questions and, where identified, reviewers; null with one cluster only. */
export interface ClusteredEffects extends ClusterCounts {
  readonly systems: readonly number[] | null
  readonly covariates: readonly number[] | null
  /** Null also when there is no slot effect. */
  readonly position: number | null
}

/** Clustered standard errors of a fit with covariates, by the guard of `twoWayError` for each parameter. */
export function clusteredEffects(rows: CovariateRows, fit: CovariateFit): ClusteredEffects {
  const questions = denseCodes(rows.question)
  const reviewers = rows.reviewer === null ? null : denseCodes(rows.reviewer)
  const { size, covariate, position } = fit.places
  const scores = scoresOfFit(rows, fit)
  const variances = sandwichVariances(fit.covariance, size, questions, reviewers, scores)
  const error = (place: number) => Math.sqrt(guardedContrast(variances, size, place) ?? 0)
  const defined = variances.question !== null || variances.reviewer !== null
  return {
    ...clusterCounts(rows),
    systems: defined ? Array.from({ length: rows.systems }, (_, place) => error(place)) : null,
    covariates: defined ? rows.covariates.map((_, j) => error(covariate + j)) : null,
    position: defined && position >= 0 ? error(position) : null,
  }
}

export function clusterCounts(rows: CovariateRows): ClusterCounts {
  const nQuestions = denseCodes(rows.question).count
  const nReviewers = rows.reviewer === null ? null : denseCodes(rows.reviewer).count
  return { nQuestions, nReviewers, df: degreesOfFreedom(nQuestions, nReviewers) }
}
