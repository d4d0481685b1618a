import { checkAlpha, checkCount, checkFinite } from '../argument.ts'
import { degreesOfFreedom } from '../crossed/two-way-error.ts'
import { detectableDifference, differencePower } from './t-power.ts'

/** Standard deviations that do not cancel in the difference of two systems marked by the same reviewers. */
export interface PairedComponents {
  /** Question x system, at least 0. */
  readonly sdQuestionSystem: number
  /** Reviewer x system, at least 0. */
  readonly sdReviewerSystem: number
  /** Residual of one mark, at least 0. */
  readonly sdResidual: number
}

export interface TwoWayPowerInput {
  readonly questions: number
  readonly reviewers: number
  /** Reviewers who mark the answers of a question; need not be whole, so that a mean can be given. */
  readonly reviewersPerQuestion: number
  readonly components: PairedComponents
  /** True difference of the two systems; null or left out: no power is asked for. */
  readonly difference?: number | null
  /** Two-sided level; 0.05 when left out. */
  readonly alpha?: number
}

export interface TwoWayPower {
  /** Standard error of the mean paired difference. */
  readonly se: number | null
  /** min(questions, reviewers) - 1. */
  readonly df: number | null
  /** Chance that the two-sided test finds the difference; null without one. */
  readonly power: number | null
  /** Difference found with a chance of 80%. */
  readonly detectable80: number | null
  /** Difference found with a chance of 90%. */
  readonly detectable90: number | null
}

const nothing: TwoWayPower = { se: null, df: null, power: null, detectable80: null, detectable90: null }

/**
 * Power of the paired comparison of two systems on Q questions, each marked by k of R reviewers who mark both
 * systems:
 *
 *     Var = 2 sQS^2/Q + 2 sRS^2/R + 2 sE^2/(Q k)
 *
 * and the two-sided t test on min(Q, R) - 1 degrees of freedom, by the noncentral t distribution. The difference
 * is in the units of the marks. One question, one reviewer or no variance leaves everything undefined: null.
 *
 * @method power.two_way
 * @question How many questions and reviewers does a comparison of two systems need?
 * @standing planning
 * @source Judd, Westfall and Kenny 2012; Obuchowski and Rockette 1995
 * @pinned R 4.2.2: pt(q, df, ncp), qt, uniroot
 */
export function twoWayPower(input: TwoWayPowerInput): TwoWayPower {
  const { questions, reviewers } = input
  const alpha = input.alpha ?? 0.05
  const difference = input.difference ?? null
  checkAlpha(alpha)
  if (difference !== null) checkFinite('difference', difference)
  const se = pairedStandardError(input)
  const df = questions < 2 || reviewers < 2 ? null : degreesOfFreedom(questions, reviewers)
  if (se === null || se === 0 || df === null) return nothing
  const test = { se, df, alpha }
  return {
    se,
    df,
    power: difference === null ? null : differencePower(test, difference),
    detectable80: detectableDifference(test, 0.8),
    detectable90: detectableDifference(test, 0.9),
  }
}

/** The standard error of the mean paired difference in a balanced design; null without questions or reviewers. */
export function pairedStandardError(
  input: Pick<TwoWayPowerInput, 'questions' | 'reviewers' | 'reviewersPerQuestion' | 'components'>,
): number | null {
  const { questions, reviewers, reviewersPerQuestion, components } = input
  checkCount('questions', questions)
  checkCount('reviewers', reviewers)
  if (!(reviewersPerQuestion >= 0 && Number.isFinite(reviewersPerQuestion))) {
    throw new RangeError(`reviewersPerQuestion must be at least 0, not ${reviewersPerQuestion}`)
  }
  for (const [name, sd] of Object.entries(components)) {
    if (!(sd >= 0 && Number.isFinite(sd))) {
      throw new RangeError(`${name} must be a finite number of at least 0, not ${sd}`)
    }
  }
  if (questions === 0 || reviewers === 0 || reviewersPerQuestion === 0) return null
  const { sdQuestionSystem, sdReviewerSystem, sdResidual } = components
  return Math.sqrt(
    (2 * sdQuestionSystem * sdQuestionSystem) / questions +
      (2 * sdReviewerSystem * sdReviewerSystem) / reviewers +
      (2 * sdResidual * sdResidual) / (questions * reviewersPerQuestion),
  )
}
