import { useMemo, useState } from 'react'
import { valuesOf } from '../../../src/economics/assumptions/assumptions.ts'
import type { Figure } from '../../../src/economics/assumptions/figure.ts'
import type { FigureId, FigureValues } from '../../../src/economics/assumptions/figure-names.ts'
import type { ListedPrice } from '../../../src/economics/assumptions/listed-prices.ts'
import {
  type Choices,
  type Economics,
  economicsOf,
  measuredCost,
  usualChoices,
} from '../../../src/economics/economics.ts'
import {
  feedbackBalance,
  type ProfitScenario,
  type ProfitYear,
  profitByLayer,
} from '../../../src/economics/profit/profit-by-layer.ts'
import type { EconomicsPlace } from '../../../src/server/contract/economics.ts'

/** Where the value of a figure comes from; null where the visitor moved it. */
export type FigureSource = Pick<Figure, 'source' | 'date' | 'access'> | null

export interface EconomicsView {
  readonly values: FigureValues
  readonly choices: Choices
  readonly scenario: ProfitScenario
  readonly economics: Economics
  /** The scenario at hand. */
  readonly years: readonly ProfitYear[]
  /** What the feedback brings its holder in it, in US dollars over all years. */
  readonly feedbackBalance: number
  /** Figures that are no longer what they were. */
  readonly moved: ReadonlySet<FigureId>
  /** What each figure is now: moved by hand it is the visitor's own and no source says it. */
  readonly sourceOf: (id: FigureId) => FigureSource
  /** List price that the prices of tokens are taken from; null for none. */
  readonly listed: ListedPrice | null
  readonly takeListed: (price: ListedPrice | null) => void
  readonly move: (figures: Partial<FigureValues>) => void
  readonly choose: (choices: Partial<Choices>) => void
  readonly hold: (scenario: ProfitScenario) => void
  readonly reset: () => void
}

/** Everything that moves on the page: what is not moved is as the command says it. */
export function useEconomics({ assumptions, study }: EconomicsPlace): EconomicsView {
  const usual = useMemo(() => valuesOf(assumptions), [assumptions])
  const [values, setValues] = useState(usual)
  const [choices, setChoices] = useState(() => usualChoices(study))
  const [scenario, setScenario] = useState<ProfitScenario>({
    workflow: 'application',
    feedback: 'application',
  })
  const economics = useMemo(
    () => economicsOf(assumptions, study, choices, values),
    [assumptions, study, choices, values],
  )
  const [named, setNamed] = useState<ListedPrice | null>(null)
  // A slider that is moved afterwards makes it another price.
  const listed =
    named?.inputPrice === values.inputPrice && named.outputPrice === values.outputPrice ? named : null
  const years = useMemo(
    () => profitByLayer(values, scenario, measuredCost(study, choices.tokenArm)?.perAnswer),
    [values, scenario, study, choices.tokenArm],
  )
  const ids = Object.keys(values).filter((id): id is FigureId => id in values)
  const move = (figures: Partial<FigureValues>) => setValues((before) => ({ ...before, ...figures }))
  const sourceOf = (id: FigureId): FigureSource => {
    if (values[id] === usual[id]) return assumptions.figures[id]
    return listed !== null && (id === 'inputPrice' || id === 'outputPrice')
      ? { ...listed, source: `${listed.name}, ${listed.source}` }
      : null
  }
  return {
    values,
    choices,
    scenario,
    economics,
    years,
    feedbackBalance: feedbackBalance(values, scenario, measuredCost(study, choices.tokenArm)?.perAnswer),
    moved: new Set(ids.filter((id) => values[id] !== usual[id])),
    sourceOf,
    listed,
    takeListed: (price) => {
      setNamed(price)
      if (price !== null) move({ inputPrice: price.inputPrice, outputPrice: price.outputPrice })
    },
    move,
    choose: (chosen) => setChoices((before) => ({ ...before, ...chosen })),
    hold: setScenario,
    reset: () => setValues(usual),
  }
}
