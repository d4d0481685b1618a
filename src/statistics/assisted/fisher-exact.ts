import { logGamma } from '../distributions/log-gamma.ts'
import { solveIncreasing } from '../distributions/solve-increasing.ts'

/** Right and wrong decisions of an arm and of control, whole numbers of at least 0. */
export interface TwoByTwo {
  /** Right decisions with the arm. */
  readonly armRight: number
  /** Other decisions with the arm. */
  readonly armWrong: number
  /** Right decisions of control. */
  readonly controlRight: number
  /** Other decisions of control. */
  readonly controlWrong: number
}

export interface FisherExact {
  /** Two-sided: tables as probable as the one seen, or less. */
  readonly p: number
  /** Conditional maximum likelihood estimate, which is not the cross product; 0 at one end of what can be, null (infinite) at the other. */
  readonly oddsRatio: number | null
  /** Exact, conditional on the margins; an upper end of null is infinite. */
  readonly ci: { readonly lower: number; readonly upper: number | null }
}

/** R's `fisher.test` takes probabilities within this share of each other as equal. */
const sameShare = 1 + 1e-7
/** Odds ratios beyond e^30 are taken as endless. */
const endless = 30

/**
 * Fisher's exact test of a table whose margins are all above 0, with the exact interval of the conditional odds ratio; R's
 * `fisher.test`. The right decisions of the arm, given the margins, are hypergeometric.
 */
export function fisherExact(table: TwoByTwo, level: number): FisherExact {
  const { armRight: seen, armWrong, controlRight, controlWrong } = table
  const arm = seen + armWrong
  const control = controlRight + controlWrong
  const right = seen + controlRight
  const lowest = Math.max(0, right - control)
  const highest = Math.min(arm, right)
  const logCounts = Float64Array.from(
    { length: highest - lowest + 1 },
    (_, place) => logChoose(arm, lowest + place) + logChoose(control, right - lowest - place),
  )
  const at = (logOdds: number) => tilted(logCounts, logOdds)
  const place = seen - lowest
  const none = at(0)
  const limit = none[place]! * sameShare
  // No p is 0: that of a large table with hardly anything in common lies below the smallest number.
  const p = Math.min(
    1,
    Math.max(
      Number.MIN_VALUE,
      none.reduce((sum, chance) => (chance <= limit ? sum + chance : sum), 0),
    ),
  )
  const tail = (1 - level) / 2
  const mean = (chances: Float64Array) => chances.reduce((sum, chance, k) => sum + k * chance, 0)
  const upTo = (chances: Float64Array) => chances.subarray(0, place + 1).reduce((sum, one) => sum + one, 0)
  const from = (chances: Float64Array) => chances.subarray(place).reduce((sum, one) => sum + one, 0)
  const atEnd = place === logCounts.length - 1
  return {
    p,
    oddsRatio: place === 0 ? 0 : atEnd ? null : oddsAt((odds) => mean(at(odds)) - place),
    ci: {
      lower: place === 0 ? 0 : oddsAt((odds) => from(at(odds)) - tail),
      upper: atEnd ? null : oddsAt((odds) => tail - upTo(at(odds))),
    },
  }
}

/** The odds ratio at which an increasing function of its logarithm is 0, by halving: the slope is left at 0. */
function oddsAt(value: (logOdds: number) => number): number {
  return Math.exp(solveIncreasing(value, () => 0, -endless, endless, 0.1))
}

/** Probabilities of the possible tables under an odds ratio. */
function tilted(logCounts: Float64Array, logOdds: number): Float64Array {
  const logs = logCounts.map((log, k) => log + k * logOdds)
  const top = logs.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const raw = logs.map((value) => Math.exp(value - top))
  const sum = raw.reduce((total, value) => total + value, 0)
  return raw.map((value) => value / sum)
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}
