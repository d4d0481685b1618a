import { type NetBenefit, netBenefit } from '../statistics/economics/nmb.ts'
import { type Assumptions, valuesOf } from './assumptions/assumptions.ts'
import type { FigureValues } from './assumptions/figure-names.ts'
import { type ComparedOptions, compareOptions, type MeasuredCost } from './options/compare-options.ts'
import { feedbackBalance, type ProfitYear, profitByLayer } from './profit/profit-by-layer.ts'
import { type NamedScenario, profitScenarios } from './profit/scenarios.ts'
import { type BenefitPair, isPriced, type StudyEconomics } from './study/study-economics.ts'

/** What somebody chose, on the page or in the command. */
export interface Choices {
  /** Arm whose measured cost is that of an answer by the token; null: tokens and prices of the assumptions. */
  readonly tokenArm: string | null
  /** Measure of quality; null where the study has none. */
  readonly measure: string | null
  /** Arm that the others are compared with; null where there is none. */
  readonly against: string | null
}

export interface ArmBenefit {
  readonly pair: BenefitPair
  readonly atWorth: NetBenefit | null
  /** Over the whole range of the worth: the acceptability curve. */
  readonly curve: readonly NetBenefit[]
  readonly icer: number | null
}

export interface Economics {
  /** Measure that the benefits are of; null where the study has none. */
  readonly measure: string | null
  readonly options: ComparedOptions
  readonly benefits: readonly ArmBenefit[]
  /** With what the feedback brings its holder over all the years, in US dollars. */
  readonly profit: readonly (NamedScenario & {
    readonly years: readonly ProfitYear[]
    readonly feedbackBalance: number
  })[]
}

const curveSteps = 40

/** The choices to begin with: the first measure, and the cheapest of the arms whose costs are all known to compare with. */
export function usualChoices(study: StudyEconomics | null): Choices {
  const priced = (study?.arms ?? []).filter(isPriced)
  const cheapest = priced.toSorted((a, b) => (a.mean ?? 0) - (b.mean ?? 0))[0]
  return { tokenArm: null, measure: study?.measures[0]?.id ?? null, against: cheapest?.arm ?? null }
}

/** All that follows from assumptions and a study: the same function for the command and for the page. */
export function economicsOf(
  assumptions: Assumptions,
  study: StudyEconomics | null,
  choices: Choices,
  values: FigureValues = valuesOf(assumptions),
): Economics {
  const measured = measuredCost(study, choices.tokenArm)
  return {
    measure: choices.measure,
    options: compareOptions(values, assumptions, measured),
    benefits: benefitsOf(study, choices, values.worth, assumptions.figures.worth.high),
    profit: profitScenarios.map((scenario) => ({
      ...scenario,
      years: profitByLayer(values, scenario, measured?.perAnswer),
      feedbackBalance: feedbackBalance(values, scenario, measured?.perAnswer),
    })),
  }
}

/** The cost of an answer of the chosen arm; null where none was chosen or the cost of any answer is not known. */
export function measuredCost(study: StudyEconomics | null, arm: string | null): MeasuredCost | null {
  const found = study?.arms.find((one) => one.arm === arm)
  if (found === undefined || found.mean === null || !isPriced(found)) return null
  return { arm: found.arm, perAnswer: found.mean, kind: found.price.kind }
}

function benefitsOf(
  study: StudyEconomics | null,
  { measure, against }: Choices,
  worth: number,
  highest: number,
): readonly ArmBenefit[] {
  const pairs = study?.measures.find(({ id }) => id === measure)?.pairs ?? []
  const most = Math.max(worth, highest)
  const lambdas = Array.from({ length: curveSteps + 1 }, (_, step) => (most * step) / curveSteps)
  return pairs
    .filter((pair) => pair.against === against && pair.questions > 0)
    .map((pair) => {
      const { results, icer } = netBenefit({
        ...pair,
        lambdas: [worth, ...lambdas],
        level: study?.level ?? 0.95,
      })
      const [atWorth = null, ...curve] = results
      return { pair, atWorth, curve, icer }
    })
}
