import { twoWayError } from '../../statistics/crossed/two-way-error.ts'
import { tost } from '../../statistics/equivalence/tost.ts'
import type { EstimateResult } from '../results-schema.ts'
import type { ContrastValues } from './contrast-values.ts'

/** Mean of a contrast with its two-way clustered error (by question alone where reviewers are unknown). */
export function estimateOf(contrast: ContrastValues, weights?: Float64Array): EstimateResult {
  const error = twoWayError(contrast.values, contrast.question, contrast.reviewer, {
    level: 0.95,
    ...(weights === undefined ? {} : { weights }),
  })
  return {
    estimate: error.estimate,
    n: error.n,
    nQuestions: error.nQuestions,
    nReviewers: error.nReviewers,
    standardErrors: {
      independentRows: error.seIid,
      byQuestion: error.seQuestion,
      byReviewer: error.seReviewer,
      byCell: error.seCell,
      used: error.seTwoWay,
    },
    df: error.df,
    ci95: error.ci,
    ci90: error.ci === null ? null : ninety(error.estimate, error.seTwoWay, error.df),
    p: error.p,
    designEffect: error.designEffect,
    effectiveN: error.effectiveN,
  }
}

function ninety(estimate: number | null, se: number | null, df: number | null): EstimateResult['ci90'] {
  if (estimate === null || se === null) return null
  return tost({ estimate, se, low: -1, high: 1, df, alpha: 0.05 }).ci
}
