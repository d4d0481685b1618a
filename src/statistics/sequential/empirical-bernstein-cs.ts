import { checkAlpha, checkCount, checkFinite } from '../argument.ts'
import { logOnePlus } from '../distributions/elementary.ts'

export interface EmpiricalBernsteinInput {
  /** Scores in the order in which they came, inside `range`. */
  readonly x: ArrayLike<number>
  /** Smallest and largest score that can occur; (0, 1) when left out. Win differences have (-1, 1). */
  readonly range?: readonly [number, number]
  /** Numbers of scores after which to look, in any order; all of `x` when left out. */
  readonly at?: readonly number[]
  /** Level that holds over all looks together; 0.05 when left out. */
  readonly alpha?: number
}

export interface CenterAtLook {
  readonly n: number
  /** Mean weighted with lambda, not the plain mean; null without scores, or when fewer than `n` have come. */
  readonly center: number | null
  /** Cut to the range. */
  readonly lower: number | null
  readonly upper: number | null
}

/** Cap of lambda, the stake of the bet on one score. */
const largestStake = 0.5

/**
 * Confidence sequence for the mean of bounded scores, exact at any number of them, that may be looked at after every
 * score (predictable plug-in empirical Bernstein). With scores mapped to 0 to 1:
 *
 * sum(lambda_i x_i)/sum(lambda_i) +- (ln(2/alpha) + sum(4 (x_i - m_{i-1})^2 psi(lambda_i)))/sum(lambda_i), where
 * psi(u) = (-ln(1 - u) - u)/4, lambda_t = min(sqrt(2 ln(2/alpha)/(v_{t-1} t ln(1 + t))), 1/2),
 * m_t = (1/2 + sum x_i)/(t + 1) and v_t = (1/4 + sum (x_i - m_i)^2)/(t + 1).
 *
 * It needs no approximation and is therefore wider than `normalMixtureCs`; with few scores it is the whole range.
 * Equal scores give an interval too. The bounds of a look stand alone. A score outside the range throws a
 * RangeError, because the guarantee rests on the range. Time is O(scores + looks).
 *
 * @method seq.empirical_bernstein_cs
 * @question What is the mean score now, with a guarantee that holds from the first answer on?
 * @standing optional
 * @source Waudby-Smith and Ramdas 2024, theorem 2
 * @pinned Python numpy 1.24.2, by the formula
 */
export function empiricalBernsteinCs(input: EmpiricalBernsteinInput): CenterAtLook[] {
  const alpha = input.alpha ?? 0.05
  const [low, high] = input.range ?? [0, 1]
  checkAlpha(alpha)
  checkFinite('low end of range', low)
  checkFinite('high end of range', high)
  if (!(low < high)) throw new RangeError(`range must rise, not ${low} to ${high}`)
  const at = input.at ?? [input.x.length]
  for (const look of at) checkCount('at', look)
  const width = high - low
  const { center, radius } = runningBounds(input.x, low, high, Math.log(2 / alpha))
  return at.map((n) => {
    if (n === 0 || n > input.x.length) return { n, center: null, lower: null, upper: null }
    return {
      n,
      center: low + width * center[n]!,
      lower: low + width * Math.max(0, center[n]! - radius[n]!),
      upper: center[n]! + radius[n]! < 1 ? low + width * (center[n]! + radius[n]!) : high,
    }
  })
}

/** Centre and half-width after n scores at place n, on the scale from 0 to 1. */
function runningBounds(
  x: ArrayLike<number>,
  low: number,
  high: number,
  logTerm: number,
): { readonly center: Float64Array; readonly radius: Float64Array } {
  const center = new Float64Array(x.length + 1)
  const radius = new Float64Array(x.length + 1)
  let mean = 0.5
  let variance = 0.25
  let sum = 0.5
  let squares = 0.25
  let stakes = 0
  let staked = 0
  let cost = logTerm
  for (let t = 1; t <= x.length; t++) {
    const score = x[t - 1]!
    if (!(score >= low && score <= high)) {
      throw new RangeError(`score ${t - 1} must lie between ${low} and ${high}, not ${score}`)
    }
    const value = (score - low) / (high - low)
    const stake = Math.min(largestStake, Math.sqrt((2 * logTerm) / (variance * t * Math.log(1 + t))))
    const surprise = value - mean
    stakes += stake
    staked += stake * value
    cost += surprise * surprise * (-logOnePlus(-stake) - stake)
    sum += value
    mean = sum / (t + 1)
    squares += (value - mean) * (value - mean)
    variance = squares / (t + 1)
    center[t] = staked / stakes
    radius[t] = cost / stakes
  }
  return { center, radius }
}
