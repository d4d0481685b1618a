import { describe, expect, it } from 'vitest'
import { assumptionsOf, valuesOf } from '../assumptions/assumptions.ts'
import { feedbackBalance, holders, profitByLayer } from './profit-by-layer.ts'

const values = {
  ...valuesOf(assumptionsOf(null)),
  marketClinicians: 1000,
  answersPerClinician: 50,
  price: 40,
  advertising: 0,
  modelFall: 0.5,
  modelMargin: 0.6,
  otherCosts: 0.25,
  priceFall: 0.2,
  platformShare: 0.1,
  ownShare: 0.5,
  ownStart: 2,
  hosting: 1000,
  capacity: 100_000,
  ownPerAnswer: 0.01,
  operations: 500,
  training: 1200,
  usefulMonths: 12,
  trainingComparisons: 0,
  ownTrials: 0,
}
// 600,000 answers a year at 0.1 dollars; revenue 480,000.
const years = (workflow: (typeof holders)[number], feedback: (typeof holders)[number]) =>
  profitByLayer(values, { workflow, feedback }, 0.1)

describe('profitByLayer', () => {
  it('keeps the price and takes answers over where the application holds both', () => {
    const [now, first, second] = years('application', 'application')
    // By hand: 480,000 - 60,000 - 120,000.
    expect(now?.margin).toEqual({ application: 300_000, 'model-maker': 36_000, customer: 0 })
    expect(first?.margin.application).toBeCloseTo(480_000 - 30_000 - 120_000, 6)
    // In year 2 half of the answers are its own: 12 x (100 + 500 + 1,000) + 300,000 x 0.01 = 22,200.
    expect(second).toMatchObject({ price: 40, modelPrice: 0.025, bought: 7500, ownModel: 22_200 })
    expect(second?.margin.application).toBeCloseTo(480_000 - 7500 - 22_200 - 120_000, 6)
  })

  it('loses price and a share where the model maker holds both', () => {
    const [now, first] = years('model-maker', 'model-maker')
    expect(now?.margin).toEqual({ application: 252_000, 'model-maker': 36_000 + 48_000, customer: 0 })
    // Price 32, revenue 384,000, share 38,400, other 96,000, bought 30,000; the hospital pays 96,000 less than now.
    expect(first?.margin.application).toBeCloseTo(384_000 - 38_400 - 96_000 - 30_000, 6)
    expect(first?.margin['model-maker']).toBeCloseTo(18_000 + 38_400, 6)
    expect(first?.margin.customer).toBeCloseTo(96_000, 6)
  })

  it('cuts the price and not what advertising pays', () => {
    const first = profitByLayer(
      { ...values, advertising: 0.5 },
      { workflow: 'customer', feedback: 'model-maker' },
      0.1,
    )[1]
    // By hand: 12 x 1,000 x 32 from clinicians and 600,000 x 0.5 from advertising.
    expect(first?.revenue).toBeCloseTo(384_000 + 300_000, 6)
  })

  it('sells fewer answers where the hospital holds the feedback', () => {
    const second = years('customer', 'customer')[2]
    // Price 25.6 for half of the answers: 153,600; the hospital takes 15,360 and pays 22,200 for its own model.
    expect(second?.revenue).toBeCloseTo(153_600, 6)
    expect(second?.margin.customer).toBeCloseTo(480_000 - 153_600 + 15_360 - 22_200, 6)
    expect(second?.margin.application).toBeCloseTo(153_600 - 15_360 - 38_400 - 7500, 6)
  })

  it('counts every dollar once: margins and costs come to what is paid now', () => {
    for (const workflow of holders) {
      for (const feedback of holders) {
        for (const { margin, bought, ownModel, other } of years(workflow, feedback)) {
          const ofMaker = (1 - values.modelMargin) * bought
          const all = holders.reduce((sum, holder) => sum + margin[holder], 0) + ofMaker + ownModel + other
          expect(all).toBeCloseTo(480_000, 5)
        }
      }
    }
  })
})

describe('feedbackBalance', () => {
  it('is what the small model saves less what it costs', () => {
    // By hand: from year 2 on half of 600,000 answers, at 0.025, 0.0125, 0.00625 and 0.003125, less 22,200 in each of four years.
    const saved = 300_000 * (0.025 + 0.0125 + 0.00625 + 0.003125)
    expect(feedbackBalance(values, { workflow: 'customer', feedback: 'application' }, 0.1)).toBeCloseTo(
      saved - 4 * 22_200,
      6,
    )
    expect(feedbackBalance(values, { workflow: 'customer', feedback: 'model-maker' }, 0.1)).toBe(0)
  })
})
