import type { Assumptions } from '../assumptions/assumptions.ts'
import { type FigureId, type FigureValues, figureGroups } from '../assumptions/figure-names.ts'
import type { PriceKind } from '../study/price-of-arm.ts'
import {
  type CostOption,
  costOptions,
  monthlyCost,
  monthlyVolume,
  type OptionId,
  optionIds,
  unitsOf,
} from './cost-option.ts'
import { type Crossover, crossover, crossoverByUnits } from './crossover.ts'
import { type OneWayBar, oneWay } from './one-way.ts'

/** What answers bought by the token cost, where a study tells it. */
export interface MeasuredCost {
  readonly arm: string
  readonly perAnswer: number
  /** Whether it was measured, or stated in the file of assumptions. */
  readonly kind: PriceKind
}

export interface ComparedOptions {
  /** Answers a month. */
  readonly volume: number
  readonly perAnswer: {
    readonly value: number
    /** Arm that it is the cost of; null: tokens and prices of the assumptions. */
    readonly arm: string | null
    readonly kind: PriceKind | null
  }
  readonly options: Readonly<Record<OptionId, CostOption>>
  readonly monthly: Readonly<Record<OptionId, { readonly usd: number; readonly units: number }>>
  readonly cheapest: OptionId
  readonly crossovers: {
    readonly ownAgainstToken: Crossover
    readonly ownAgainstSeat: Crossover
    readonly seatAgainstToken: Crossover
  }
  /** Price of an answer by the token at which a full seat costs the same. */
  readonly seatByUnits: ReturnType<typeof crossoverByUnits>
  /** Saving a month of an own model over answers by the token; below 0 the tokens are cheaper. */
  readonly saving: number
  /** What that saving hangs on. */
  readonly tornado: readonly OneWayBar[]
  /** The savings of one way over another, and what each hangs on; the first is `saving` and `tornado`. */
  readonly savings: readonly ComparedPair[]
  /** The three ways at some numbers of clinicians, all else as it is. */
  readonly sizes: readonly ClinicianCosts[]
}

export interface ComparedPair {
  readonly option: OptionId
  readonly over: OptionId
  /** US dollars a month; below 0 `over` is cheaper. */
  readonly saving: number
  readonly bars: readonly OneWayBar[]
}

export interface ClinicianCosts {
  readonly clinicians: number
  readonly volume: number
  /** US dollars a month. */
  readonly usd: Readonly<Record<OptionId, number>>
  readonly cheapest: OptionId
}

const comparedPairs = [
  ['own', 'token'],
  ['own', 'seat'],
  ['seat', 'token'],
] as const satisfies readonly (readonly [OptionId, OptionId])[]

/** A practice, a hospital, a group of hospitals. */
const toldSizes = [20, 200, 2000]

/** How far beyond the volume at hand crossovers are looked for. */
const horizonTimes = 20

/** Monthly costs of the three options, where they cross, and what the saving hangs on. */
export function compareOptions(
  values: FigureValues,
  { figures }: Pick<Assumptions, 'figures'>,
  measured: MeasuredCost | null,
): ComparedOptions {
  const optionsAt = (at: FigureValues) =>
    measured === null ? costOptions(at) : costOptions(at, measured.perAnswer)
  const options = optionsAt(values)
  const volume = monthlyVolume(values)
  const horizon = Math.max(1, volume * horizonTimes)
  const savingAt = (option: OptionId, over: OptionId) => (at: FigureValues) => {
    const found = optionsAt(at)
    return monthlyCost(found[over], monthlyVolume(at)) - monthlyCost(found[option], monthlyVolume(at))
  }
  const savings = comparedPairs.map(
    ([option, over]): ComparedPair => ({
      option,
      over,
      saving: savingAt(option, over)(values),
      bars: oneWay(values, figures, variedFigures, savingAt(option, over)),
    }),
  )
  const at = (id: OptionId) => ({
    usd: monthlyCost(options[id], volume),
    units: unitsOf(options[id], volume),
  })
  const monthly = { token: at('token'), seat: at('seat'), own: at('own') }
  return {
    volume,
    perAnswer: { value: options.token.perAnswer, arm: measured?.arm ?? null, kind: measured?.kind ?? null },
    options,
    monthly,
    cheapest: cheapestOf({ token: monthly.token.usd, seat: monthly.seat.usd, own: monthly.own.usd }),
    crossovers: {
      ownAgainstToken: crossover(options.own, options.token, horizon),
      ownAgainstSeat: crossover(options.own, options.seat, horizon),
      seatAgainstToken: crossover(options.seat, options.token, horizon),
    },
    seatByUnits: crossoverByUnits(options.seat, options.token.perAnswer),
    saving: monthly.token.usd - monthly.own.usd,
    tornado: savings[0]?.bars ?? [],
    savings,
    sizes: toldSizes.map((clinicians) => {
      const sized = { ...values, clinicians }
      const found = optionsAt(sized)
      const at = (id: OptionId) => monthlyCost(found[id], monthlyVolume(sized))
      const usd = { token: at('token'), seat: at('seat'), own: at('own') }
      return { clinicians, volume: monthlyVolume(sized), usd, cheapest: cheapestOf(usd) }
    }),
  }
}

function cheapestOf(usd: Readonly<Record<OptionId, number>>): OptionId {
  return optionIds.reduce((best, id) => (usd[id] < usd[best] ? id : best))
}

const variedFigures: readonly FigureId[] = figureGroups.slice(0, 5).flatMap(({ ids }) => ids)
