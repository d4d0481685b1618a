import { checkNotNegative } from '../argument.ts'
import { ceilingRatio, scaledDecimals } from './exact-decimal.ts'

export interface BreakevenInput {
  /** Fixed cost of one unit of capacity per month: machine, people, validation, monitoring, idle hours. */
  readonly fixedPerMonth: number
  /** Further cost of one self-hosted answer. */
  readonly selfPerAnswer: number
  /** Price of one answer from the API. */
  readonly apiPerAnswer: number
  /** Answers per month that one unit can give, rounded down to whole answers; null or left out: no limit. */
  readonly capacityPerUnit?: number | null
}

export interface Breakeven {
  /** Smallest monthly volume at which self-hosting costs no more; null when there is none. */
  readonly breakEven: number | null
  /** Smallest volume from which it never costs more again; null when there is none. */
  readonly alwaysFrom: number | null
}

/**
 * Monthly volume at which self-hosting pays. With F fixed cost per unit, saving d = API price - own cost per answer
 * and capacity C, a volume v needs u = ceil(v/C) units, and pays when v d >= u F.
 *
 * The first unit pays from F/d. Unit u, which starts at volume (u - 1)C + 1, pays only from uF/d: until then there
 * is a gap in which self-hosting costs more again. It is a gap while u (dC - F) < (C - 1) d, so the last gap is
 * known without trying volumes. Prices are taken as the decimals they print as, and the arithmetic is exact.
 *
 * Null when the API is cheaper per answer, or when a full unit costs more than its API bill (dC < F). When the two
 * are equal, single volumes break even but `alwaysFrom` is null. Costs are in one currency, not negative.
 *
 * @method econ.breakeven
 * @question From how many answers a month is running our own model cheaper?
 * @standing planning
 * @source arithmetic
 * @pinned Python 3.11 fractions: every volume tried with exact fractions
 */
export function breakeven(input: BreakevenInput): Breakeven {
  checkNotNegative('fixedPerMonth', input.fixedPerMonth)
  checkNotNegative('selfPerAnswer', input.selfPerAnswer)
  checkNotNegative('apiPerAnswer', input.apiPerAnswer)
  const capacityPerUnit = input.capacityPerUnit ?? Number.POSITIVE_INFINITY
  if (!(capacityPerUnit >= 0))
    throw new RangeError(`capacityPerUnit must be at least 0, not ${capacityPerUnit}`)
  const [fixed = 0n, self = 0n, api = 0n] = scaledDecimals([
    input.fixedPerMonth,
    input.selfPerAnswer,
    input.apiPerAnswer,
  ])
  const saving = api - self
  if (saving < 0n || (saving === 0n && fixed > 0n)) return { breakEven: null, alwaysFrom: null }
  if (saving === 0n) return { breakEven: 0, alwaysFrom: 0 }
  const breakEven = ceilingRatio(fixed, saving)
  if (capacityPerUnit === Number.POSITIVE_INFINITY) {
    return { breakEven: Number(breakEven), alwaysFrom: Number(breakEven) }
  }
  const capacity = BigInt(Math.floor(capacityPerUnit))
  const fullUnit = saving * capacity - fixed
  if (capacity === 0n || fullUnit < 0n) return { breakEven: null, alwaysFrom: null }
  const lastGap = lastGapUnit(fullUnit, (capacity - 1n) * saving)
  return {
    breakEven: Number(breakEven),
    alwaysFrom: lastGap === null ? null : Number(ceilingRatio((lastGap > 1n ? lastGap : 1n) * fixed, saving)),
  }
}

/** The last u of at least 1 with u * fullUnit < reach, 0 when there is none, null when there is no last. */
function lastGapUnit(fullUnit: bigint, reach: bigint): bigint | null {
  if (reach === 0n) return 0n
  return fullUnit === 0n ? null : ceilingRatio(reach, fullUnit) - 1n
}
