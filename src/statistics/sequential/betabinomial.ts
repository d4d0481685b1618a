import { checkAlpha, checkFinite, checkPositive } from '../argument.ts'
import { logOnePlus } from '../distributions/elementary.ts'
import { solveIncreasing } from '../distributions/solve-increasing.ts'
import type { Interval } from '../interval.ts'

export interface BetabinomialInput {
  /** Votes in the order in which they came: 1 win, 0 tie, -1 loss. One vote per question. */
  readonly outcomes: ArrayLike<number>
  /** Chance of a win among decisive votes under the hypothesis, strictly between 0 and 1; 0.5 when left out. */
  readonly p0?: number
  /** Level that holds over all looks together; 0.05 when left out. */
  readonly alpha?: number
  /** Parameters of the beta prior on the chance of a win, above 0; (1, 1) when left out. */
  readonly prior?: readonly [number, number]
}

export interface Betabinomial {
  readonly wins: number
  readonly losses: number
  /** Natural logarithm of the e-value against p0 after the last vote. */
  readonly logE: number
  /** The largest so far; 0, the value before the first vote, at least. */
  readonly maxLogE: number
  /** min(1, 1/largest e-value): valid at any time and after any stop; never 0. */
  readonly anytimeP: number
  /** The vote, counted from 1 with ties, at which the e-value first reached 1/alpha; null when it has not. */
  readonly firstRejection: number | null
  /** Confidence sequence for the chance of a win, at its last step: all p with an e-value below 1/alpha. */
  readonly cs: Interval
}

/** An e-value this close below 1/alpha on the log scale has reached it but for rounding. */
const rounding = 1e-12

/**
 * Test of a stream of votes that may be looked at after every vote: the e-value of Robbins's beta mixture,
 * E = B(a + w, b + l)/B(a, b) / (p0^w (1 - p0)^l) for w wins and l losses. Under p0 it is a fair bet that starts at 1,
 * so it reaches 1/alpha with a chance of at most alpha, whenever one looks or stops.
 *
 * Votes must be independent: one per question (the first, or the sign of the question's sum), with the reviewers
 * taken as given. Ties are steps that change nothing. No votes: E = 1, p = 1, and an interval from 0 to 1. No loss:
 * the upper bound is 1; no win: the lower one is 0. The running product of predictive odds stays on the log scale,
 * so any number of votes can be read. Time is O(votes).
 *
 * @method seq.betabinomial
 * @question Can we say who is ahead now, on a board that is watched all the time?
 * @standing default
 * @source Robbins 1970; Ramdas et al. 2023
 * @pinned Python scipy 1.10.1: special.betaln, optimize.brentq
 */
export function betabinomial(input: BetabinomialInput): Betabinomial {
  const p0 = input.p0 ?? 0.5
  const alpha = input.alpha ?? 0.05
  const [a, b] = input.prior ?? [1, 1]
  checkAlpha(alpha)
  checkShape('prior a', a)
  checkShape('prior b', b)
  if (!(p0 > 0 && p0 < 1)) throw new RangeError(`p0 must lie strictly between 0 and 1, not ${p0}`)
  const threshold = -Math.log(alpha)
  let wins = 0
  let losses = 0
  let logE = 0
  let maxLogE = 0
  let logMixture = 0
  let firstRejection: number | null = null
  for (let step = 0; step < input.outcomes.length; step++) {
    const outcome = input.outcomes[step]!
    if (outcome === 0) continue
    if (outcome !== 1 && outcome !== -1) {
      throw new RangeError(`outcome ${step} must be 1, 0 or -1, not ${outcome}`)
    }
    const total = a + b + wins + losses
    const predicted = (outcome === 1 ? a + wins : b + losses) / total
    logMixture += Math.log(predicted)
    logE += Math.log(predicted / (outcome === 1 ? p0 : 1 - p0))
    if (outcome === 1) wins += 1
    else losses += 1
    maxLogE = Math.max(maxLogE, logE)
    if (firstRejection === null && logE >= threshold - rounding) firstRejection = step + 1
  }
  const least = logMixture - threshold
  return {
    wins,
    losses,
    logE,
    maxLogE,
    anytimeP: Math.max(Number.MIN_VALUE, Math.exp(-maxLogE)),
    firstRejection,
    cs: { lower: lowerBound(wins, losses, least), upper: 1 - lowerBound(losses, wins, least) },
  }
}

/** The p below w/(w + l) at which w log p + l log(1 - p) has risen to `least`; 0 without wins. */
function lowerBound(w: number, l: number, least: number): number {
  if (w === 0) return 0
  if (l === 0) return Math.exp(least / w)
  return solveIncreasing(
    (p) => w * Math.log(p) + l * logOnePlus(-p) - least,
    (p) => w / p - l / (1 - p),
    0,
    w / (w + l),
    (0.5 * w) / (w + l),
  )
}

function checkShape(name: string, value: number): void {
  checkPositive(name, value)
  checkFinite(name, value)
}
