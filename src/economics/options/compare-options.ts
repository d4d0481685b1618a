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
  readonly tornado: readonly OneWayBar[]
}

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
  const savingAt = (at: FigureValues) => {
    const { token, own } = optionsAt(at)
    return monthlyCost(token, monthlyVolume(at)) - monthlyCost(own, monthlyVolume(at))
  }
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
    cheapest: optionIds.reduce((best, id) => (monthly[id].usd < monthly[best].usd ? id : best)),
    crossovers: {
      ownAgainstToken: crossover(options.own, options.token, horizon),
      ownAgainstSeat: crossover(options.own, options.seat, horizon),
      seatAgainstToken: crossover(options.seat, options.token, horizon),
    },
    seatByUnits: crossoverByUnits(options.seat, options.token.perAnswer),
    saving: monthly.token.usd - monthly.own.usd,
    tornado: oneWay(values, figures, variedFigures, savingAt),
  }
}

const variedFigures: readonly FigureId[] = figureGroups.slice(0, 5).flatMap(({ ids }) => ids)
