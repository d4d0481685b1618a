import { checkDegreesOfFreedom, checkFinite, checkStandardError } from '../argument.ts'
import type { Interval } from '../interval.ts'
import { symmetricInterval } from './tost.ts'

export type Verdict =
  | 'superior'
  | 'superior_within_margin'
  | 'inferior'
  | 'inferior_within_margin'
  | 'equivalent'
  | 'noninferior'
  | 'not_superior'
  | 'inconclusive'
  | 'undetermined'

export interface ClassifyInput {
  /** The estimated difference; null where it is undefined. */
  readonly estimate: number | null
  /** Its standard error; 0 or null leaves the verdict undetermined. */
  readonly se: number | null
  /** Margin on the scale of the estimate, above 0. */
  readonly margin: number
  /** Null or left out for the normal distribution. */
  readonly df?: number | null
}

export interface Classification {
  /** What may be said, as one word. */
  readonly verdict: Verdict
  /** Decides whether a system is better or worse; null when undetermined. */
  readonly ci95: Interval | null
  /** Decides whether a difference lies inside the margin; null when undetermined. */
  readonly ci90: Interval | null
}

/**
 * Describes an estimate by its 95% and 90% intervals against 0 and the margin. Superior or inferior by the 95%
 * interval (within the margin when the 90% interval is inside it), else equivalent, non-inferior or not superior
 * by the 90% interval, else inconclusive; undetermined for a standard error of 0 or null.
 *
 * @method decision.classify
 * @question Is a system better, worse, as good, or can the trial not tell?
 * @standing default
 * @source ICH E9 and E10; FDA non-inferiority guidance 2016
 * @pinned scipy 1.10.1: stats.t.ppf and stats.norm.ppf, intervals compared with 0 and the margin
 */
export function classify(input: ClassifyInput): Classification {
  const { estimate, se, margin } = input
  const df = input.df ?? null
  checkStandardError(se)
  checkDegreesOfFreedom(df)
  if (!(margin > 0 && Number.isFinite(margin))) throw new RangeError(`margin must be above 0, not ${margin}`)
  if (estimate === null || se === null || se === 0) return { verdict: 'undetermined', ci95: null, ci90: null }
  checkFinite('estimate', estimate)
  const ci95 = symmetricInterval(estimate, se, df, 0.025)
  const ci90 = symmetricInterval(estimate, se, df, 0.05)
  return { verdict: verdictOf(ci95, ci90, margin), ci95, ci90 }
}

function verdictOf(ci95: Interval, ci90: Interval, margin: number): Verdict {
  const aboveLoss = ci90.lower > -margin
  const belowGain = ci90.upper < margin
  const within = aboveLoss && belowGain
  if (ci95.lower > 0) return within ? 'superior_within_margin' : 'superior'
  if (ci95.upper < 0) return within ? 'inferior_within_margin' : 'inferior'
  if (within) return 'equivalent'
  if (aboveLoss) return 'noninferior'
  return belowGain ? 'not_superior' : 'inconclusive'
}
