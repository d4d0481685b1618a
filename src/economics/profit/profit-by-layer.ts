import type { FigureValues } from '../assumptions/figure-names.ts'
import { costOptions, monthlyCost, tokenCost } from '../options/cost-option.ts'

export const holders = ['application', 'model-maker', 'customer'] as const
export type Holder = (typeof holders)[number]

/** Who holds what decides where profit can go. */
export interface ProfitScenario {
  /** Whose program clinicians have open: only the holder can keep its price or take a share. */
  readonly workflow: Holder
  /** Who gets the experts' judgments: only the holder can train a small model that takes answers over. */
  readonly feedback: Holder
}

/** One year, in US dollars; year 0 is now. */
export interface ProfitYear {
  readonly year: number
  /** Price per clinician and month. */
  readonly price: number
  /** What an answer of the large model costs the one who buys it. */
  readonly modelPrice: number
  readonly revenue: number
  /** What the application pays the model maker. */
  readonly bought: number
  /** What the holder of the workflow takes of the revenue, where that is not the application. */
  readonly platform: number
  /** What the model trained on the feedback costs its holder; 0 where there is none. */
  readonly ownModel: number
  readonly other: number
  readonly margin: Readonly<Record<Holder, number>>
}

export const lastYear = 5

/**
 * Margins of three layers by year, by arithmetic on assumptions alone. Use does not grow, so that only prices and control move.
 *
 * The price falls by `priceFall` a year unless the application holds the workflow; what advertising pays for an answer stays. Who holds the workflow instead takes
 * `platformShare` of the revenue. The model's price falls by `modelFall` a year. From year `ownStart` on, `ownShare` of the
 * answers come from a model trained on the feedback, unless the model maker holds it; its holder pays for it, and a customer
 * who holds it buys that share of answers no more. The customer's margin is what it pays less than in year 0, what it takes
 * as holder of the workflow, less its own model.
 *
 * @param modelPrice US dollars for an answer of the large model in year 0.
 */
export function profitByLayer(
  values: FigureValues,
  scenario: ProfitScenario,
  modelPrice = tokenCost(values),
): readonly ProfitYear[] {
  const now = yearOf(values, scenario, modelPrice, 0)
  return Array.from({ length: lastYear + 1 }, (_, year) => {
    const { paid, ...found } = yearOf(values, scenario, modelPrice, year)
    const margin = { ...found.margin, customer: found.margin.customer + now.paid - paid }
    return { ...found, margin }
  })
}

/**
 * What the feedback brings its holder over all the years told, in US dollars: its margins, less those it would have if no small
 * model were trained. Below 0 the model costs more than it saves. 0 where the model maker holds the feedback.
 */
export function feedbackBalance(
  values: FigureValues,
  scenario: ProfitScenario,
  modelPrice = tokenCost(values),
): number {
  const marginOf = (at: FigureValues) =>
    profitByLayer(at, scenario, modelPrice).reduce((sum, { margin }) => sum + margin[scenario.feedback], 0)
  return marginOf(values) - marginOf({ ...values, ownShare: 0 })
}

function yearOf(
  values: FigureValues,
  { workflow, feedback }: ProfitScenario,
  modelPrice: number,
  year: number,
) {
  const { marketClinicians, answersPerClinician } = values
  const answers = 12 * marketClinicians * answersPerClinician
  const kept = workflow === 'application' ? 1 : power(1 - values.priceFall, year)
  const replaced = feedback !== 'model-maker' && year >= values.ownStart ? values.ownShare : 0
  const asked = feedback === 'customer' ? 1 - replaced : 1
  const price = values.price * kept
  const paid = 12 * marketClinicians * price * asked
  const revenue = paid + answers * asked * values.advertising
  const platform = workflow === 'application' ? 0 : values.platformShare * revenue
  const priceNow = modelPrice * power(1 - values.modelFall, year)
  const bought = answers * (1 - replaced) * priceNow
  const ownModel = replaced === 0 ? 0 : 12 * monthlyCost(costOptions(values).own, (replaced * answers) / 12)
  const other = values.otherCosts * revenue
  const ofHolder = (holder: Holder) =>
    (workflow === holder ? platform : 0) - (feedback === holder ? ownModel : 0)
  return {
    year,
    price,
    modelPrice: priceNow,
    revenue,
    bought,
    platform,
    ownModel,
    other,
    paid,
    margin: {
      application: revenue - platform - bought - other - (feedback === 'application' ? ownModel : 0),
      'model-maker': values.modelMargin * bought + ofHolder('model-maker'),
      customer: ofHolder('customer'),
    },
  }
}

/** Whole powers by multiplying: the same bits everywhere. */
function power(base: number, exponent: number): number {
  let product = 1
  for (let step = 0; step < exponent; step++) product *= base
  return product
}
