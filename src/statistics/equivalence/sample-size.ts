import { checkAlpha, checkFinite, checkPositive } from '../argument.ts'
import { normalCdf, normalUpperQuantile } from '../distributions/normal.ts'

export interface EquivalenceSampleSizeInput {
  /** Equivalence margin, on the scale of one outcome: 0.05 is 5 points of win rate, or of win difference. */
  readonly margin: number
  /** Standard deviation of one outcome; for a win rate sqrt(1 - ties)/2, for a win difference twice that. */
  readonly sd: number
  /** True difference that the study should still pass at; 0 when left out. */
  readonly trueDifference?: number
  /** Level of each one-sided test; 0.05 when left out. */
  readonly alpha?: number
  /** Wanted power, strictly between 0 and 1; 0.8 when left out. */
  readonly power?: number
  /** Variance over that of independent outcomes, above 0; 1 when left out. */
  readonly designEffect?: number
}

export interface EquivalenceSampleSize {
  /** Smallest number of outcomes with the wanted power; null when no number has it. */
  readonly n: number | null
  /** The power with that number. */
  readonly powerAtN: number | null
}

const nothing: EquivalenceSampleSize = { n: null, powerAtN: null }

/**
 * The smallest number of outcomes with which two one-sided tests show equivalence with the wanted power, by the
 * normal distribution:
 *
 *     Phi((m - d)/se - z) + Phi((m + d)/se - z) - 1 >= power,    se = sd sqrt(designEffect/n)
 *
 * with z the normal quantile at 1 - alpha. A true difference at the margin or beyond it, no variance, or a number
 * that is no longer a safe integer: null.
 *
 * @method equiv.sample_size
 * @question How many comparisons does it take to show that two systems are as good as each other?
 * @standing planning
 * @source Schuirmann 1987; Chow, Shao and Wang 2008
 * @pinned Python 3.11, scipy 1.10.1: scipy.stats.norm in a search over n
 */
export function equivalenceSampleSize(input: EquivalenceSampleSizeInput): EquivalenceSampleSize {
  const { margin, sd, trueDifference = 0, alpha = 0.05, power = 0.8, designEffect = 1 } = input
  checkAlpha(alpha, 0.5)
  checkFinite('margin', margin)
  checkFinite('trueDifference', trueDifference)
  checkPositive('designEffect', designEffect)
  if (!(sd >= 0 && Number.isFinite(sd))) throw new RangeError(`sd must be at least 0, not ${sd}`)
  if (!(power > 0 && power < 1)) throw new RangeError(`power must lie strictly between 0 and 1, not ${power}`)
  if (Math.abs(trueDifference) >= margin || sd === 0 || !Number.isFinite(designEffect)) return nothing
  const z = normalUpperQuantile(alpha)
  const unit = sd * Math.sqrt(designEffect)
  const powerOf = (n: number) => {
    const root = Math.sqrt(n) / unit
    return normalCdf((margin - trueDifference) * root - z) - normalCdf(z - (margin + trueDifference) * root)
  }
  let high = 1
  while (powerOf(high) < power) {
    high *= 2
    if (!Number.isSafeInteger(high)) return nothing
  }
  let low = high === 1 ? 0 : high / 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (powerOf(middle) < power) low = middle
    else high = middle
  }
  return { n: high, powerAtN: powerOf(high) }
}
