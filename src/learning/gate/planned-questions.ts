import { checkAlpha, checkPositive } from '../../statistics/argument.ts'
import { normalUpperQuantile } from '../../statistics/distributions/normal.ts'

/** What the number of questions of a margin follows from. */
export interface PlannedMargin {
  readonly margin: number
  /** Standard deviation of the paired difference over questions. */
  readonly sd: number
  /** One-sided level. */
  readonly alpha: number
  /** Chance that an equal candidate passes this one check. */
  readonly power: number
}

/**
 * Questions with which an equal candidate shows non-inferiority: the least whole n with
 * n >= ((z_{1-alpha} + z_{power}) sd / margin)^2. With 5 % and 80 % that is 6.18 sd^2 / margin^2.
 */
export function plannedQuestions({ margin, sd, alpha, power }: PlannedMargin): number {
  checkPositive('margin', margin)
  checkPositive('sd', sd)
  checkAlpha(alpha, 0.5)
  checkAlpha(1 - power, 0.5)
  const root = ((normalUpperQuantile(alpha) + normalUpperQuantile(1 - power)) * sd) / margin
  return Math.ceil(root * root - 1e-9)
}
