import { checkFinite } from '../argument.ts'
import { mean, meanSize, populationCovariance, variance } from '../moments.ts'
import type { CompleteMarks } from './complete-marks.ts'

/** The prediction-powered mean before its standard error. */
export interface RectifiedMean {
  /** Weight of the judge; null without clinicians' marks. */
  readonly lambda: number | null
  /** Null without clinicians' marks, or when a weight above 0 was asked for without unlabelled answers. */
  readonly estimate: number | null
  /** y - lambda f. */
  readonly residuals: Float64Array
  /** Size of the numbers that the residuals are differences of: what rounding is measured against. */
  readonly residualSize: number
}

/**
 * estimate = lambda mean(u) + mean(y - lambda f): the judge's mean over the many answers, corrected by what the
 * judge got wrong on the few that clinicians marked.
 *
 * @param lambda null to tune it (see `tunedLambda`)
 */
export function rectifiedMean(marks: CompleteMarks, lambda: number | null): RectifiedMean {
  const { y, f, fUnlabeled } = marks
  if (lambda !== null) checkFinite('lambda', lambda)
  if (y.length === 0) return { lambda: null, estimate: null, residuals: y, residualSize: 0 }
  const weight = lambda ?? tunedLambda(marks)
  const residuals = weight === 0 ? y : y.map((mark, row) => mark - weight * f[row]!)
  const correction = mean(residuals)
  const judge = weight === 0 ? 0 : mean(fUnlabeled)
  return {
    lambda: weight,
    estimate: correction === null || judge === null ? null : weight * judge + correction,
    residuals,
    residualSize: meanSize(y) + Math.abs(weight) * meanSize(f),
  }
}

/**
 * The weight with the smallest variance (PPI++), cov(y, f)/((1 + n/N) var(f and u together)), cut to 0 and 1. The
 * covariance has divisor n and the variance divisor n + N - 1, as in ppi_py. 0 when the judge never varies or marked
 * no other answers: then the clinicians stand alone.
 */
function tunedLambda(marks: CompleteMarks): number {
  const { y, f, fUnlabeled } = marks
  const spread = variance(judgeMarks(marks), 1)
  const covariance = populationCovariance(y, f)
  if (fUnlabeled.length === 0 || covariance === null || spread === null || spread === 0) return 0
  return Math.min(1, Math.max(0, covariance / ((1 + f.length / fUnlabeled.length) * spread)))
}

/** All the judge's marks. */
export function judgeMarks({ f, fUnlabeled }: CompleteMarks): Float64Array {
  const judge = new Float64Array(f.length + fUnlabeled.length)
  judge.set(f)
  judge.set(fUnlabeled, f.length)
  return judge
}
