import { describe, expect, it } from 'vitest'
import { tornado } from '../../statistics/economics/tornado.ts'
import { assumptionsOf, valuesOf } from '../assumptions/assumptions.ts'
import { compareOptions } from './compare-options.ts'
import { costOptions, judgingCost, tokenCost } from './cost-option.ts'

const assumptions = assumptionsOf(null)
const values = {
  ...valuesOf(assumptions),
  clinicians: 100,
  answersPerClinician: 40,
  inputTokens: 2000,
  outputTokens: 1000,
  searches: 2,
  inputPrice: 2,
  outputPrice: 10,
  searchFee: 0.01,
  seatPrice: 30,
  hosting: 1000,
  capacity: 1500,
  ownPerAnswer: 0.01,
  operations: 500,
  training: 2400,
  usefulMonths: 12,
  trainingComparisons: 600,
  trialComparisons: 900,
  minutesPerComparison: 4,
  reviewerHour: 100,
  ownTrials: 2,
  boughtTrials: 1,
}

describe('costOptions', () => {
  it('is what the figures come to by hand', () => {
    // 2,000 x 2 + 1,000 x 10 dollars a million, and two searches at a cent.
    expect(tokenCost(values)).toBeCloseTo(0.034, 12)
    // 900 comparisons of 4 minutes are 60 hours.
    expect(judgingCost(900, values)).toBe(6000)
    const { token, seat, own } = costOptions(values)
    expect([token.base, seat.base]).toEqual([500, 500])
    // Training 200, its judging 4,000/12, two trials a year 1,000, people 500.
    expect(own.base).toBeCloseTo(200 + 4000 / 12 + 1000 + 500, 10)
  })
})

describe('compareOptions', () => {
  it('is what a month comes to by hand', () => {
    const { volume, monthly, cheapest, saving } = compareOptions(values, assumptions, null)
    expect(volume).toBe(4000)
    expect(monthly.token.usd).toBeCloseTo(500 + 136, 10)
    expect(monthly.seat).toEqual({ usd: 500 + 3000, units: 100 })
    // Three machines for 4,000 answers.
    expect(monthly.own.units).toBe(3)
    expect(monthly.own.usd).toBeCloseTo(2033.3333333333335 + 3000 + 40, 8)
    expect(cheapest).toBe('token')
    expect(saving).toBeCloseTo(636 - 5073.333333333333, 8)
    const measured = compareOptions(values, assumptions, { arm: 'tarn', perAnswer: 2, kind: 'listed' })
    expect(measured).toMatchObject({ perAnswer: { value: 2, arm: 'tarn' }, cheapest: 'seat' })
  })

  it('tells the three ways at other numbers of clinicians, and what seats hang on', () => {
    const { sizes, savings } = compareOptions(values, assumptions, null)
    // By hand at 2,000 clinicians and 80,000 answers: 0.034 each; 2,000 seats of 30; 54 machines of 1,000 and 0.01 each.
    const [, , large] = sizes
    expect(large).toMatchObject({ clinicians: 2000, volume: 80_000, cheapest: 'token' })
    expect(large?.usd.token).toBeCloseTo(500 + 2720, 8)
    expect(large?.usd.seat).toBeCloseTo(500 + 60_000, 8)
    expect(large?.usd.own).toBeCloseTo(2033.3333333333335 + 54_000 + 800, 8)
    const seats = savings.find(({ option, over }) => option === 'seat' && over === 'token')
    expect(seats?.saving).toBeCloseTo(136 - 3000, 8)
    const price = seats?.bars.find(({ id }) => id === 'seatPrice')
    // Seats from 0 to 150 dollars for 100 clinicians.
    expect([price?.atLow, price?.atHigh]).toEqual([136, 136 - 15_000])
    expect(savings.find(({ option, over }) => option === 'own' && over === 'seat')?.saving).toBeCloseTo(
      3500 - 5073.333333333333,
      8,
    )
  })

  it('has the bars of econ.tornado where the two speak of the same', () => {
    // Without bases the saving is volume x (price - own cost) - units x hosting.
    const bare = {
      ...values,
      capacity: 1e9,
      operations: 0,
      training: 0,
      trainingComparisons: 0,
      ownTrials: 0,
      boughtTrials: 0,
    }
    const { hosting, ownPerAnswer } = assumptions.figures
    const { saving, tornado: bars } = compareOptions(bare, assumptions, {
      arm: 'x',
      perAnswer: 0.5,
      kind: 'listed',
    })
    const expected = tornado(
      {
        volume: 4000,
        apiPerAnswer: 0.5,
        selfPerAnswer: bare.ownPerAnswer,
        fixedPerMonth: bare.hosting,
        units: 1,
      },
      {
        fixedPerMonth: [hosting.low, hosting.high],
        selfPerAnswer: [ownPerAnswer.low, ownPerAnswer.high],
      },
    )
    expect(saving).toBeCloseTo(expected.base, 8)
    const ends = (id: string) => bars.find((bar) => bar.id === id)
    for (const [id, parameter] of [
      ['hosting', 'fixedPerMonth'],
      ['ownPerAnswer', 'selfPerAnswer'],
    ] as const) {
      const bar = expected.bars.find((one) => one.parameter === parameter)
      expect(ends(id)?.atLow).toBeCloseTo(bar?.atLow ?? Number.NaN, 8)
      expect(ends(id)?.atHigh).toBeCloseTo(bar?.atHigh ?? Number.NaN, 8)
    }
    const swings = bars.map(({ swing }) => swing)
    expect(swings).toEqual(swings.toSorted((a, b) => b - a))
    // A measured price hangs on no token.
    expect(bars.some(({ id }) => id === 'outputTokens')).toBe(false)
  })
})
