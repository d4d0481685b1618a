import { breakeven } from '../../statistics/economics/breakeven.ts'
import { CostDifference } from './cost-difference.ts'
import type { CostOption } from './cost-option.ts'

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
  /** Volumes from 1 to the horizon at which it costs no more, in order; at most `stretchesTold`. */
  readonly stretches: readonly Stretch[]
  /** Whether further stretches follow those that are told. */
  readonly more: boolean
  /**
   * False where the two cost so nearly the same over so many steps of capacity that they were not told apart; nothing else is
   * said then.
   */
  readonly decided: boolean
  readonly horizon: number
}

/** Stretches that are told; each further one is a gap between steps of capacity again. */
export const stretchesTold = 20

/** Ranges of volumes looked at before a comparison is given up: a tenth of a second. */
const mostLooks = 20_000

/**
 * The monthly volumes at which one option costs no more than another. Both may have a base and steps of capacity, so the set
 * can have gaps. Ranges of volumes over which the difference cannot change its sign are decided at once, the others are halved,
 * so the work goes by the number of crossings and not by that of the steps. Prices are taken as they print, without rounding.
 *
 * Where only the option has units and neither has a base it is `econ.breakeven`, which `crossoverByUnits` calls; a test
 * compares the two.
 *
 * @param horizon Largest volume looked at, a whole number of at least 1.
 */
export function crossover(option: CostOption, other: CostOption, horizon: number): Crossover {
  const difference = new CostDifference(option, other, mostLooks)
  const stretches: Stretch[] = []
  let from = difference.first(1, horizon, true)
  while (from !== null && from !== 'unknown' && stretches.length < stretchesTold) {
    const end = difference.first(from, horizon, false)
    if (end === 'unknown') return undecided(horizon)
    stretches.push({ from, to: end === null ? horizon : end - 1 })
    from = end === null ? null : difference.first(end, horizon, true)
  }
  // The last volume at which it costs more is looked for from the far end.
  const last = difference.last(1, horizon, false)
  if (from === 'unknown' || last === 'unknown') return undecided(horizon)
  return {
    breakEven: stretches[0]?.from ?? null,
    alwaysFrom: last === null ? 1 : last === horizon ? null : last + 1,
    stretches,
    more: from !== null,
    decided: true,
    horizon,
  }
}

function undecided(horizon: number): Crossover {
  return { breakEven: null, alwaysFrom: null, stretches: [], more: false, decided: false, horizon }
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
