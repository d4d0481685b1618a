import { priceOfReference } from '../arm-price.ts'
import type { Assumptions } from '../assumptions/assumptions.ts'
import { pricedModelNames, ratesOfStated, type SourcedPrice } from '../assumptions/stated-price.ts'
import { type CallPrice, priceTable, statedPrice } from '../call-price.ts'
import { countedCalls } from './counted-calls.ts'
import type { ArmPrice, CostGap } from './price-of-arm.ts'
import type { CallUse, SlotUsage } from './slot.ts'

export interface PricedArm {
  readonly id: string
  readonly label: string
  /** How its answers come: by calls that are paid, by this machine for nothing, or from a file, a person, another arm. */
  readonly calls: 'paid' | 'free' | 'elsewhere'
  /** Reference of the price table; null where none is known. */
  readonly reference: string | null
  /** Model of the protocol; null where it names none. */
  readonly model: string | null
}

/** Cost of every slot of an arm, in the order of the slots, and where its price comes from. */
export interface SlotCosts {
  /** NaN where it is not known. */
  readonly usd: Float64Array
  /** Why costs are not known, with the number of answers, in the order of the slots. */
  readonly gaps: readonly CostGap[]
  readonly price: ArmPrice
}

type Known = { readonly usd: number } | { readonly gap: CostGap['reason'] }

/** Costs by what the file of assumptions says of the arm, else by its price of the model, else as on the day of the calls. */
export function slotCosts(
  slots: readonly SlotUsage[],
  arm: PricedArm,
  { arms, prices }: Pick<Assumptions, 'arms' | 'prices'>,
): SlotCosts {
  const days = daysOf(slots)
  const none = { rates: [], days }
  const stated = arms.find((one) => one.arm === arm.id)
  if (stated !== undefined) {
    const { perAnswer, source, date, access } = stated
    return together(
      slots.map(() => ({ usd: perAnswer })),
      { kind: 'stated', source, date, access, ...none },
    )
  }
  if (arm.calls === 'free') {
    const price = { kind: 'free', source: 'costs nothing per call', date: null, access: null } as const
    return together(
      slots.map(() => ({ usd: 0 })),
      { ...price, ...none },
    )
  }
  const priced = slots.map((slot) => ({ slot, price: statedFor(slot, arm, prices) }))
  const found = priced.find(({ price }) => price !== null)?.price ?? null
  const costs = priced.map(({ slot, price }) => costOf(slot, arm, price))
  if (found !== null) {
    const { source, date, access } = found
    const rates = [{ day: date, ...ratesOfStated(found) }]
    return together(costs, { kind: 'repriced', source, date, access, rates, days })
  }
  const rates = arm.calls === 'paid' ? ratesOfDays(arm.reference, days) : []
  const source =
    arm.calls === 'elsewhere'
      ? 'answers from elsewhere'
      : rates.length === 0
        ? 'no price is known'
        : `${arm.reference}, ${priceTable}, at the day of each call`
  return together(costs, {
    kind: rates.length === 0 ? 'none' : 'listed',
    source,
    date: rates.length === 0 ? null : (days?.last ?? null),
    // The table gathers what the makers publish.
    access: rates.length === 0 ? null : 'S',
    rates,
    days,
  })
}

function together(costs: readonly Known[], price: ArmPrice): SlotCosts {
  const reasons = costs.flatMap((cost) => ('gap' in cost ? [cost.gap] : []))
  return {
    usd: Float64Array.from(costs, (cost) => ('usd' in cost ? cost.usd : Number.NaN)),
    gaps: [...new Set(reasons)].map((reason) => ({
      reason,
      answers: reasons.filter((one) => one === reason).length,
    })),
    price,
  }
}

function costOf(slot: SlotUsage, arm: PricedArm, stated: SourcedPrice | null): Known {
  const { counted, uncounted } = countedCalls(slot)
  if (stated === null && arm.calls === 'elsewhere') return { gap: 'from-elsewhere' }
  if (counted.length === 0 || uncounted > 0) return { gap: 'no-usage' }
  const price = stated === null ? null : statedPrice(ratesOfStated(stated), stated.source)
  let sum = 0
  for (const call of counted) {
    const usd = price === null ? call.usd : price.usdOf(call)
    if (usd === null) return { gap: gapOf(call, price ?? listedAt(arm.reference, call.day)) }
    sum += usd
  }
  return { usd: sum }
}

function gapOf({ searches }: CallUse, price: CallPrice | null): CostGap['reason'] {
  if (price === null) return 'no-price'
  return (searches ?? 0) > 0 && price.rates?.perSearch === null ? 'no-search-fee' : 'no-usage'
}

/** The stated price of an arm's model: by its reference or the protocol's name of it, else by the name that the answer gives. */
function statedFor(
  { calls }: SlotUsage,
  { reference, model }: PricedArm,
  prices: Assumptions['prices'],
): SourcedPrice | null {
  const planned = prices.find((price) => price.model === reference || price.model === model)
  if (planned !== undefined) return planned
  const said = calls.find((call) => call.model !== null)?.model ?? null
  return said === null ? null : (prices.find((price) => pricedModelNames(price).includes(said)) ?? null)
}

function listedAt(reference: string | null, day: string): CallPrice | null {
  return priceOfReference(reference, new Date(`${day}T00:00:00Z`))
}

/** First and last day of the calls; null without any. */
function daysOf(slots: readonly SlotUsage[]): ArmPrice['days'] {
  const days = slots.flatMap(({ calls }) => calls.map(({ day }) => day)).sort()
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? null : { first, last }
}

/** The rates of the first day, and those of the last where they differ. */
function ratesOfDays(reference: string | null, days: ArmPrice['days']): ArmPrice['rates'] {
  if (days === null) return []
  const [first, last] = [days.first, days.last].map((day) => {
    const rates = listedAt(reference, day)?.rates ?? null
    return rates === null ? null : { day, ...rates }
  })
  if (first === null || first === undefined) return []
  if (last === null || last === undefined) return [first]
  return JSON.stringify({ ...first, day: '' }) === JSON.stringify({ ...last, day: '' })
    ? [first]
    : [first, last]
}
