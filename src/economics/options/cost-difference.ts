import { scaledDecimals } from '../../statistics/economics/exact-decimal.ts'
import type { CostOption } from './cost-option.ts'

/** Where the difference was not decided inside the looks that were allowed. */
export type Found = number | null | 'unknown'

interface Units {
  readonly price: bigint
  /** Null where units have no end. */
  readonly capacity: number | null
}

/** What one option costs a month more than another, as a function of whole volumes, on prices as they print. */
export class CostDifference {
  readonly #base: bigint
  readonly #slope: bigint
  readonly #own: Units
  readonly #other: Units
  #looks: number

  /** @param looks Ranges that may be looked at in all. */
  constructor(option: CostOption, other: CostOption, looks: number) {
    const [base = 0n, unit = 0n, each = 0n, otherBase = 0n, otherUnit = 0n, otherEach = 0n] = scaledDecimals([
      option.base,
      option.perUnit,
      option.perAnswer,
      other.base,
      other.perUnit,
      other.perAnswer,
    ])
    this.#base = base - otherBase
    this.#slope = each - otherEach
    this.#own = { price: unit, capacity: wholeCapacity(option) }
    this.#other = { price: otherUnit, capacity: wholeCapacity(other) }
    this.#looks = looks
  }

  /** The first volume from `from` to `to` at which the option costs no more (`pays`), or more. */
  first(from: number, to: number, pays: boolean): Found {
    return this.#search(from, to, pays, true)
  }

  /** The last one. */
  last(from: number, to: number, pays: boolean): Found {
    return this.#search(from, to, pays, false)
  }

  #search(from: number, to: number, pays: boolean, forward: boolean): Found {
    if (from > to) return null
    if (this.#looks <= 0) return 'unknown'
    this.#looks -= 1
    const sure = this.#signOver(from, to)
    if (sure !== null) return sure === pays ? (forward ? from : to) : null
    const middle = from + Math.floor((to - from) / 2)
    const halves = [
      [from, middle],
      [middle + 1, to],
    ] as const
    for (const [low, high] of forward ? halves : halves.toReversed()) {
      const found = this.#search(low, high, pays, forward)
      if (found !== null) return found
    }
    return null
  }

  /** Whether it pays at all volumes of a range (true), at none (false), or not the same everywhere or not known (null). */
  #signOver(from: number, to: number): boolean | null {
    const [least, most] = this.#boundsOver(from, to)
    if (most <= 0n) return true
    return least > 0n ? false : null
  }

  /**
   * Bounds of the difference over a range, of two kinds. Each part is monotone, so its ends bound it; they are exact where no unit
   * is added. And a cost by units stays between its line and one unit above it, which holds over many units.
   */
  #boundsOver(from: number, to: number): readonly [bigint, bigint] {
    const line = this.#slope
    const [low, high] = [BigInt(from), BigInt(to)]
    const sloped = line < 0n ? ([line * high, line * low] as const) : ([line * low, line * high] as const)
    const own = [unitCost(this.#own, from), unitCost(this.#own, to)] as const
    const other = [unitCost(this.#other, from), unitCost(this.#other, to)] as const
    const stepped = [
      this.#base + sloped[0] + own[0] - other[1],
      this.#base + sloped[1] + own[1] - other[0],
    ] as const
    const [ownSize, otherSize] = [this.#own, this.#other].map(({ capacity }) => BigInt(capacity ?? 1))
    if (ownSize === undefined || otherSize === undefined) return stepped
    // Everything times both capacities, so that the lines through the full units stay whole numbers.
    const scale = ownSize * otherSize
    const ownLine = this.#own.capacity === null ? 0n : this.#own.price * otherSize
    const otherLine = this.#other.capacity === null ? 0n : this.#other.price * ownSize
    const together = line * scale + ownLine - otherLine
    const fixed =
      this.#base * scale +
      (this.#own.capacity === null ? this.#own.price * scale : 0n) -
      (this.#other.capacity === null ? this.#other.price * scale : 0n)
    const ends = [together * low, together * high]
    const [lower = 0n, upper = 0n] = together < 0n ? ends.toReversed() : ends
    // Just after a unit is full the next one is nearly empty: that far above the line, and no further.
    const above = this.#own.capacity === null ? 0n : this.#own.price * (scale - otherSize)
    const below = this.#other.capacity === null ? 0n : this.#other.price * (scale - ownSize)
    const least = fixed + lower - below
    const most = fixed + upper + above
    return [
      least > 0n && stepped[0] <= 0n ? least : stepped[0],
      most <= 0n && stepped[1] > 0n ? most : stepped[1],
    ]
  }
}

function wholeCapacity({ capacity }: CostOption): number | null {
  return capacity === null ? null : Math.max(1, Math.floor(capacity))
}

/** Cost of the units that a volume of at least 1 needs. */
function unitCost({ price, capacity }: Units, volume: number): bigint {
  return capacity === null ? price : BigInt(Math.ceil(volume / capacity)) * price
}
