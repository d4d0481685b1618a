import { breakeven } from '../../statistics/economics/breakeven.ts'
import { scaledDecimals } from '../../statistics/economics/exact-decimal.ts'
import { type CostOption, unitsOf } from './cost-option.ts'

/** Whole volumes, both ends among them. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Crossover {
  /** Smallest volume from 1 at which the option costs no more; null where there is none up to the horizon. */
  readonly breakEven: number | null
  /** Smallest volume from which it costs no more at any volume up to the horizon; null where it costs more at the horizon. */
  readonly alwaysFrom: number | null
  /** All volumes from 1 to the horizon at which it costs no more, in order. */
  readonly stretches: readonly Stretch[]
  readonly horizon: number
}

/**
 * The monthly volumes at which one option costs no more than another. Both may have a base and steps of capacity, so the set
 * can have gaps: between two steps the difference is a line, and each line is solved exactly on the prices as they print.
 *
 * Where only the option has units and neither has a base it is `econ.breakeven`, which `crossoverByUnits` calls; a test
 * compares the two.
 *
 * @param horizon Largest volume looked at, a whole number of at least 1.
 */
export function crossover(option: CostOption, other: CostOption, horizon: number): Crossover {
  const [base, unit, each, otherBase, otherUnit, otherEach] = scaledDecimals([
    option.base,
    option.perUnit,
    option.perAnswer,
    other.base,
    other.perUnit,
    other.perAnswer,
  ])
  const slope = (each ?? 0n) - (otherEach ?? 0n)
  const stretches: Stretch[] = []
  for (let from = 1; from <= horizon; ) {
    const to = Math.min(horizon, lastOfUnit(option, from), lastOfUnit(other, from))
    const fixed =
      (base ?? 0n) -
      (otherBase ?? 0n) +
      BigInt(unitsOf(option, from)) * (unit ?? 0n) -
      BigInt(unitsOf(other, from)) * (otherUnit ?? 0n)
    const found = notAbove(fixed, slope, from, to)
    const last = stretches.at(-1)
    if (found !== null && last !== undefined && last.to + 1 === found.from) {
      stretches[stretches.length - 1] = { from: last.from, to: found.to }
    } else if (found !== null) stretches.push(found)
    from = to + 1
  }
  const last = stretches.at(-1)
  return {
    breakEven: stretches[0]?.from ?? null,
    alwaysFrom: last !== undefined && last.to === horizon ? last.from : null,
    stretches,
    horizon,
  }
}

/** Seats against tokens, or any option of units alone: `econ.breakeven`, without a horizon. */
export function crossoverByUnits(option: CostOption, perAnswerOther: number) {
  return breakeven({
    fixedPerMonth: option.perUnit,
    selfPerAnswer: option.perAnswer,
    apiPerAnswer: perAnswerOther,
    capacityPerUnit: option.capacity,
  })
}

/** The last volume that the units of `volume` still give. */
function lastOfUnit(option: CostOption, volume: number): number {
  if (option.capacity === null) return Number.POSITIVE_INFINITY
  return unitsOf(option, volume) * Math.max(1, Math.floor(option.capacity))
}

/** The v from `from` to `to` with fixed + slope v <= 0. */
function notAbove(fixed: bigint, slope: bigint, from: number, to: number): Stretch | null {
  if (slope === 0n) return fixed <= 0n ? { from, to } : null
  // slope v <= -fixed: an upper end where the slope rises, a lower end where it falls.
  if (slope > 0n) {
    const highest = Number(floorRatio(-fixed, slope))
    return highest < from ? null : { from, to: Math.min(to, highest) }
  }
  const lowest = Number(-floorRatio(-fixed, -slope))
  return lowest > to ? null : { from: Math.max(from, lowest), to }
}

/** floor(numerator/denominator) for a denominator above 0. */
function floorRatio(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  return numerator % denominator < 0n ? quotient - 1n : quotient
}
