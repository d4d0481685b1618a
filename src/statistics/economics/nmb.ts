import { checkFinite, checkLevel, checkNotNegative } from '../argument.ts'
import { normalCdf } from '../distributions/normal.ts'
import { tCdf } from '../distributions/student-t.ts'
import { symmetricInterval } from '../equivalence/tost.ts'
import type { Interval } from '../interval.ts'

/** Differences of two systems, first less second, with their sampling variances. */
export interface NetBenefitInput {
  /** Difference in quality; null where undefined. */
  readonly deltaQuality: number | null
  /** Difference in cost; null where undefined. */
  readonly deltaCost: number | null
  /** Variance of the estimated difference in quality (squared standard error); null where undefined. */
  readonly varQuality: number | null
  /** Variance of the estimated difference in cost; null where undefined. */
  readonly varCost: number | null
  /** Covariance of the two; 0 when left out. */
  readonly covariance?: number
  /** Degrees of freedom of the variances; null, as when left out: known well enough for the normal distribution. */
  readonly df?: number | null
  /** Willingness to pay for one unit of quality; one result for each. */
  readonly lambdas: readonly number[]
  /** 0.95 when left out. */
  readonly level?: number
}

export interface NetBenefit {
  /** Willingness to pay for one unit of quality. */
  readonly lambda: number
  /** Incremental net benefit in money: lambda x quality - cost. */
  readonly inb: number | null
  /** Standard error of the net benefit; null where a variance is. */
  readonly se: number | null
  /** t interval on `df`, normal without; null when `se` is null or 0. */
  readonly ci: Interval | null
  /** P(net benefit > 0) by the same distribution; over a range of lambdas this is the acceptability curve. Null as `ci`. */
  readonly probCostEffective: number | null
}

export interface NetBenefits {
  /** One per willingness to pay, in the order given. */
  readonly results: readonly NetBenefit[]
  /** Cost per unit of quality gained, deltaCost/deltaQuality; null when the quality is the same. */
  readonly icer: number | null
}

/**
 * Incremental net benefit of one system over another: INB = lambda dQ - dC, with variance
 * lambda^2 varQ + varC - 2 lambda cov.
 *
 * With few questions or reviewers the variances themselves are uncertain: give the degrees of freedom that the interval of
 * the difference in quality goes by, so that the two agree where quality is worth so much that cost does not count.
 *
 * Read it instead of the ICER, whose sign does not tell better from worse and which explodes as the quality
 * difference nears 0. A variance of 0 gives the net benefit without an interval; so does a covariance that the
 * variances do not allow (a negative variance), with a null standard error.
 *
 * @method econ.nmb
 * @question Is the better answer worth its price?
 * @standing default
 * @source Stinnett and Mullahy 1998; Fenwick, Claxton and Sculpher 2001
 * @pinned Python 3.11 scipy 1.10.1: norm.cdf(inb / se)
 */
export function netBenefit(input: NetBenefitInput): NetBenefits {
  const { deltaQuality, deltaCost, varQuality, varCost, lambdas } = input
  const covariance = input.covariance ?? 0
  const level = input.level ?? 0.95
  const df = input.df ?? null
  checkLevel(level)
  if (df !== null && !(df > 0)) throw new RangeError(`df must be above 0, not ${df}`)
  checkFinite('covariance', covariance)
  if (varQuality !== null) checkNotNegative('varQuality', varQuality)
  if (varCost !== null) checkNotNegative('varCost', varCost)
  const results = lambdas.map((lambda) => {
    checkFinite('lambda', lambda)
    const inb = deltaQuality === null || deltaCost === null ? null : lambda * deltaQuality - deltaCost
    const se =
      varQuality === null || varCost === null ? null : errorOf(lambda, varQuality, varCost, covariance)
    if (inb === null || se === null || se === 0) return { lambda, inb, se, ci: null, probCostEffective: null }
    return {
      lambda,
      inb,
      se,
      ci: symmetricInterval(inb, se, df, (1 - level) / 2),
      probCostEffective: df === null ? normalCdf(inb / se) : tCdf(inb / se, df),
    }
  })
  const noIcer = deltaQuality === null || deltaCost === null || deltaQuality === 0
  return { results, icer: noIcer ? null : deltaCost / deltaQuality }
}

function errorOf(lambda: number, varQuality: number, varCost: number, covariance: number): number | null {
  const quality = lambda * lambda * varQuality
  const shared = 2 * lambda * covariance
  const variance = quality + varCost - shared
  // With full correlation a variance of 0 may come out as a rounding error of either sign.
  if (Math.abs(variance) <= 4 * Number.EPSILON * (quality + varCost + Math.abs(shared))) return 0
  return variance < 0 ? null : Math.sqrt(variance)
}
