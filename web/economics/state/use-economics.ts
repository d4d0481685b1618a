import { useMemo, useState } from 'react'
import { valuesOf } from '../../../src/economics/assumptions/assumptions.ts'
import type { FigureId, FigureValues } from '../../../src/economics/assumptions/figure-names.ts'
import {
  type Choices,
  type Economics,
  economicsOf,
  measuredCost,
  usualChoices,
} from '../../../src/economics/economics.ts'
import {
  type ProfitScenario,
  type ProfitYear,
  profitByLayer,
} from '../../../src/economics/profit/profit-by-layer.ts'
import type { EconomicsPlace } from '../../../src/server/contract/economics.ts'

export interface EconomicsView {
  readonly values: FigureValues
  readonly choices: Choices
  readonly scenario: ProfitScenario
  readonly economics: Economics
  /** The scenario at hand. */
  readonly years: readonly ProfitYear[]
  /** Figures that are no longer what they were. */
  readonly moved: ReadonlySet<FigureId>
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
  const years = useMemo(
    () => profitByLayer(values, scenario, measuredCost(study, choices.tokenArm)?.perAnswer),
    [values, scenario, study, choices.tokenArm],
  )
  const ids = Object.keys(values).filter((id): id is FigureId => id in values)
  return {
    values,
    choices,
    scenario,
    economics,
    years,
    moved: new Set(ids.filter((id) => values[id] !== usual[id])),
    move: (figures) => setValues((before) => ({ ...before, ...figures })),
    choose: (chosen) => setChoices((before) => ({ ...before, ...chosen })),
    hold: setScenario,
    reset: () => setValues(usual),
  }
}
