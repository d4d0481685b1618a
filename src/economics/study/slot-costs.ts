import { costPerAnswer } from '../../statistics/economics/cost-per-answer.ts'
import type { Assumptions } from '../assumptions/assumptions.ts'
import type { AccessMark } from '../assumptions/figure.ts'
import type { SlotUsage } from './slot.ts'

export interface PricedArm {
  readonly id: string
  readonly label: string
  /** Reference of the price table; null where none is known. */
  readonly reference: string | null
  /** Where its price of the day came from; null where it has none. */
  readonly source: string | null
}

/** Cost of every slot of an arm, in the order of the slots, and where its price comes from. */
export interface SlotCosts {
  /** NaN where it is not known. */
  readonly usd: Float64Array
  readonly price: {
    readonly source: string
    readonly date: string | null
    readonly access: AccessMark | null
  }
}

/** Costs by what the file of assumptions says of the arm, else by its price of its model, else as on the day of the calls. */
export function slotCosts(
  slots: readonly SlotUsage[],
  arm: PricedArm,
  { arms, prices }: Pick<Assumptions, 'arms' | 'prices'>,
): SlotCosts {
  const stated = arms.find((one) => one.arm === arm.id)
  if (stated !== undefined) {
    const { perAnswer, source, date, access } = stated
    return { usd: Float64Array.from(slots, () => perAnswer), price: { source, date, access } }
  }
  const price = prices.find(({ model }) => model === arm.reference)
  if (price === undefined) {
    const known = slots.some(({ usd }) => usd !== null)
    const source = known ? (arm.source ?? 'recorded with the calls') : 'no call was measured'
    return {
      usd: Float64Array.from(slots, ({ usd }) => usd ?? Number.NaN),
      price: { source, date: null, access: null },
    }
  }
  const column = (read: (slot: SlotUsage) => number | null) =>
    Float64Array.from(slots, (slot) => read(slot) ?? Number.NaN)
  const searches = column(({ searches }) => searches ?? 0)
  const { costs } = costPerAnswer(
    {
      inputTokens: column(({ inputTokens }) => inputTokens),
      outputTokens: column(({ outputTokens }) => outputTokens),
      cachedTokens: column(({ cachedInputTokens }) => cachedInputTokens ?? 0),
      // A search without a fee has no price, so its answer has none.
      searches: searches.map((n) => (n > 0 && price.perSearch === undefined ? Number.NaN : n)),
    },
    {
      inputPerMTok: price.inputPerMillion,
      outputPerMTok: price.outputPerMillion,
      cachedPerMTok: price.cachedInputPerMillion ?? null,
      perSearch: price.perSearch ?? null,
    },
  )
  const { source, date, access } = price
  return { usd: Float64Array.from(costs, (cost) => cost ?? Number.NaN), price: { source, date, access } }
}
