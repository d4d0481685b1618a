import { checkAlpha, checkCount, checkFinite, checkPositive } from '../argument.ts'

export interface NormalMixtureInput {
  /** Scores in the order in which they came, finite: one per question, for example its mean win difference. */
  readonly x: ArrayLike<number>
  /** Numbers of scores after which to look, in any order; all of `x` when left out. */
  readonly at?: readonly number[]
  /** Number of scores at which the sequence should be narrowest, above 0; 100 when left out. */
  readonly optimizeAt?: number
  /** Level that holds over all looks together; 0.05 when left out. */
  readonly alpha?: number
}

export interface MeanAtLook {
  readonly n: number
  /** Null without scores, or when fewer than `n` have come. */
  readonly mean: number | null
  /** Null also for one score and for scores that are all equal. */
  readonly lower: number | null
  readonly upper: number | null
}

export interface NormalMixture {
  /** The variance rho^2 of the mixture that `optimizeAt` and alpha lead to. */
  readonly rho2: number
  /** One entry per look, in the order of `at`. */
  readonly cs: readonly MeanAtLook[]
}

/**
 * Asymptotic confidence sequence for a mean: mean +- s sqrt(2 (n r + 1)/(n^2 r) ln(sqrt(n r + 1)/alpha)) with s the
 * standard deviation so far (divisor n - 1) and r = rho^2 = (-2 ln alpha + ln(-2 ln alpha + 1))/optimizeAt. It may be
 * looked at after every score. The bounds of a look stand alone: they are not intersected with earlier ones.
 *
 * The level holds approximately, so show it from about 50 scores on; before that, and where an exact one is needed,
 * `empiricalBernsteinCs`. Scores must be independent: average within a question first. Time is O(scores + looks).
 *
 * @method seq.normal_mixture_cs
 * @question What is the mean difference now, on a board that is watched all the time?
 * @standing default
 * @source Robbins 1970; Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024
 * @pinned Python numpy 1.24.2, by the formula
 */
export function normalMixtureCs(input: NormalMixtureInput): NormalMixture {
  const alpha = input.alpha ?? 0.05
  const optimizeAt = input.optimizeAt ?? 100
  checkAlpha(alpha)
  checkPositive('optimizeAt', optimizeAt)
  checkFinite('optimizeAt', optimizeAt)
  const at = input.at ?? [input.x.length]
  for (const look of at) checkCount('at', look)
  const rho2 = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / optimizeAt
  const { mean, sd } = runningMoments(input.x)
  const cs = at.map((n): MeanAtLook => {
    if (n === 0 || n > input.x.length) return { n, mean: null, lower: null, upper: null }
    const centre = mean[n]!
    const spread = sd[n]!
    if (n === 1 || spread === 0) return { n, mean: centre, lower: null, upper: null }
    const information = n * rho2 + 1
    const radius = Math.sqrt(
      ((2 * information) / (n * n * rho2)) * (0.5 * Math.log(information) - Math.log(alpha)),
    )
    return { n, mean: centre, lower: centre - spread * radius, upper: centre + spread * radius }
  })
  return { rho2, cs }
}

/** Mean and standard deviation of the first n scores at place n, by Welford's updates: equal scores give exactly 0. */
function runningMoments(x: ArrayLike<number>): { readonly mean: Float64Array; readonly sd: Float64Array } {
  const mean = new Float64Array(x.length + 1)
  const sd = new Float64Array(x.length + 1)
  let centre = 0
  let squares = 0
  for (let n = 1; n <= x.length; n++) {
    const value = x[n - 1]!
    if (!Number.isFinite(value)) throw new RangeError(`score ${n - 1} must be finite, not ${value}`)
    const before = value - centre
    centre += before / n
    squares += before * (value - centre)
    mean[n] = centre
    sd[n] = n === 1 ? 0 : Math.sqrt(squares / (n - 1))
  }
  return { mean, sd }
}
