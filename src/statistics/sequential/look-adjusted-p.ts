import { checkProbability } from '../argument.ts'
import { alphaSpending } from './alpha-spending.ts'
import type { SpendingType } from './spending-function.ts'

export interface LookAdjustedPInput {
  /** The p-value of the data up to this look, one-sided or two-sided as `sides` says. */
  readonly p: number
  /** 2 when left out. */
  readonly sides?: 1 | 2
  /** Which of the planned looks this is, from 1. */
  readonly look: number
  /** Information fractions of all looks, as they were or are planned, rising, the last normally 1. */
  readonly information: readonly number[]
  /** What each look really had, where that is not in proportion to `information`; see `alphaSpending`. */
  readonly amounts?: readonly number[]
  readonly type: SpendingType
}

/** The largest overall level that is tried; beyond it the answer is 1. */
const largest = 1 - 1e-12

/**
 * The p-value of a planned look, made comparable with the overall level: the smallest overall alpha at which this
 * look's bound would have been crossed. Rejecting when it is at most alpha is the same as rejecting beyond the
 * bound of `alphaSpending`. A single look at information 1 leaves p as it is; at an early look of the
 * O'Brien-Fleming type the adjusted p is far larger than p. Only looks up to this one matter.
 */
export function lookAdjustedP(input: LookAdjustedPInput): number {
  const { p, look, type } = input
  const sides = input.sides ?? 2
  checkProbability('p', p)
  if (!(Number.isInteger(look) && look >= 1 && look <= input.information.length)) {
    throw new RangeError(`look must be a whole number from 1 to ${input.information.length}, not ${look}`)
  }
  const information = input.information.slice(0, look)
  const amounts = input.amounts?.slice(0, look)
  if (look === 1 && information[0] === 1) return p
  if (p === 0) return 0
  const logP = Math.log(p)
  const excess = (logAlpha: number): number => {
    const { nominalP } = alphaSpending({
      type,
      alpha: Math.exp(logAlpha),
      information,
      sides,
      ...(amounts === undefined ? {} : { amounts }),
    })
    const nominal = nominalP[look - 1] ?? 0
    return nominal === 0 ? Number.NEGATIVE_INFINITY : Math.log(nominal) - logP
  }
  const top = Math.log(largest)
  const atTop = excess(top)
  if (atTop < 0) return 1
  // A look's bound cannot be crossed more often than all looks together, so the answer is at least p.
  return Math.min(1, Math.exp(risingZero(excess, Math.min(logP, top), top, atTop)))
}

/**
 * Zero of a rising function between `low` and `high`, where it is at most and at least 0. Regula falsi of Illinois:
 * the value at an end that stays for a second time is halved. The slope is near 1 at the start.
 */
function risingZero(f: (x: number) => number, low: number, high: number, atHigh: number): number {
  let left = low
  let right = high
  let atLeft = f(left)
  let atRight = atHigh
  if (atLeft >= 0) return left
  let x = left - atLeft
  let kept = 0
  for (let iteration = 0; iteration < 200; iteration++) {
    if (!(x > left && x < right)) x = 0.5 * (left + right)
    const value = f(x)
    if (value === 0) return x
    if (value < 0) {
      left = x
      atLeft = value
      if (kept > 0) atRight /= 2
      kept = 1
    } else {
      right = x
      atRight = value
      if (kept < 0) atLeft /= 2
      kept = -1
    }
    const tolerance = 1e-11 * Math.max(1, Math.abs(right))
    if (right - left < tolerance || Math.abs(value) < 1e-12) return x
    x = (left * atRight - right * atLeft) / (atRight - atLeft)
  }
  return x
}
