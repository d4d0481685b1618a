import { describe, expect, it } from 'vitest'
import golden from '../../../test/golden/economics.json' with { type: 'json' }
import { assumptionsOf, valuesOf } from '../assumptions/assumptions.ts'
import { economicsOf, usualChoices } from '../economics.ts'
import type { CallUse, SlotUsage } from './slot.ts'
import type { PricedArm } from './slot-costs.ts'
import { type StudyCostsInput, studyCosts } from './study-costs.ts'

const assumptions = assumptionsOf(null)

/** A call that used a thousand tokens each way. */
const call = (usd: number | null, more: Partial<CallUse> = {}): CallUse => ({
  status: 'answered',
  usd,
  inputTokens: 1000,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 1000,
  searches: null,
  model: null,
  day: '2026-11-20',
  ...more,
})

const slot = (item: string, arm: string, usd: number | null, more: Partial<CallUse> = {}): SlotUsage => ({
  item,
  arm,
  status: 'answered',
  calls: [call(usd, more)],
  seconds: 2,
})

const arm = (id: string, more: Partial<PricedArm> = {}): PricedArm => ({
  id,
  label: id.toUpperCase(),
  calls: 'paid',
  reference: `maker/${id}`,
  model: id,
  ...more,
})

const input = (more: Partial<StudyCostsInput>): StudyCostsInput => ({
  id: 'study',
  title: 'Study',
  sample: false,
  blind: false,
  arms: [arm('a'), arm('b')],
  slots: [],
  unanswered: new Map(),
  qualities: [],
  resamples: 2000,
  seed: 7,
  ...more,
})

const slots = [
  ...new Map(
    golden.rows.map((row) => [`${row.question}${row.arm}`, slot(row.question, row.arm, row.usd)]),
  ).values(),
]
const acceptable = {
  id: 'acceptable',
  label: 'Would act',
  unit: 'acceptable answer',
  marks: golden.rows.map(({ question, arm: of, reviewer, value }) => ({
    item: question,
    arm: of,
    reviewer,
    value,
  })),
}

describe('studyCosts', () => {
  const study = studyCosts(input({ slots, qualities: [acceptable] }), assumptions)
  const [measure] = study.measures

  it('agrees with numpy on costs, and with Fieller by trial on costs per good answer', () => {
    expect(study.arms[0]?.mean).toBeCloseTo(golden.costA.mean, 12)
    expect(study.arms[0]?.ci?.lower).toBeCloseTo(golden.costA.lower, 10)
    expect(study.arms[0]?.ci?.upper).toBeCloseTo(golden.costA.upper, 10)
    expect(study.arms[0]).toMatchObject({ n: 18, unknown: 0, seconds: 2, outputTokens: 1000, searches: null })
    for (const [place, { estimate, ends }] of golden.perGood.entries()) {
      const found = measure?.arms[place]
      expect(found).toMatchObject({ questions: 18, reviewers: 5 })
      expect(found?.costPerGood).toBeCloseTo(estimate, 12)
      expect(found?.costPerGoodCi?.lower).toBeCloseTo(ends[0] ?? Number.NaN, 9)
      expect(found?.costPerGoodCi?.upper).toBeCloseTo(ends[1] ?? Number.NaN, 9)
    }
  })

  it('agrees with numpy on the differences and with scipy on the net benefit', () => {
    const pair = measure?.pairs.find((one) => one.arm === 'a')
    for (const [name, value] of Object.entries(golden.pair)) {
      const found = Object.entries(pair ?? {}).find(([field]) => field === name)?.[1]
      expect(found, name).toBeCloseTo(value, 12)
    }
    const { benefits } = economicsOf(
      assumptions,
      study,
      { ...usualChoices(study), against: 'b' },
      { ...valuesOf(assumptions), worth: golden.netBenefit.lambda },
    )
    expect(benefits).toHaveLength(1)
    expect(benefits[0]?.atWorth?.inb).toBeCloseTo(golden.netBenefit.inb, 12)
    expect(benefits[0]?.atWorth?.se).toBeCloseTo(golden.netBenefit.se, 12)
    expect(benefits[0]?.atWorth?.ci?.lower).toBeCloseTo(golden.netBenefit.lower, 10)
    expect(benefits[0]?.atWorth?.ci?.upper).toBeCloseTo(golden.netBenefit.upper, 10)
    expect(benefits[0]?.atWorth?.probCostEffective).toBeCloseTo(golden.netBenefit.probability, 10)
  })

  it('puts both on the frontier: one is cheaper in every draw, and the other better in most', () => {
    const [a, b] = measure?.arms ?? []
    expect(b?.frontierShare).toBe(1)
    expect(a?.frontierShare).toBeGreaterThan(0.5)
    expect([measure?.frontier, measure?.efficient]).toEqual([
      ['a', 'b'],
      ['b', 'a'],
    ])
  })

  it('hangs on no order of rows', () => {
    const turned = studyCosts(
      input({
        slots: slots.toReversed(),
        qualities: [{ ...acceptable, marks: acceptable.marks.toReversed() }],
      }),
      assumptions,
    )
    expect(turned).toEqual(study)
  })

  it('leaves out failed answers, counts those without a known cost', () => {
    const found = studyCosts(
      input({
        slots: [
          slot('q1', 'a', 1),
          slot('q2', 'a', null),
          { ...slot('q3', 'a', 3), status: 'refused' },
          { ...slot('q4', 'a', 9), status: 'failed' },
        ],
        unanswered: new Map([['b', 3]]),
      }),
      assumptions,
    )
    expect(found.arms).toMatchObject([
      { arm: 'a', n: 2, unknown: 1, mean: 2, failed: 1, gaps: [{ reason: 'no-price', answers: 1 }] },
      // An arm that only failed is there, and says so.
      { arm: 'b', n: 0, unknown: 0, mean: null, failed: 3 },
    ])
    expect(found.measures).toEqual([])
  })

  it('prices tokens by the file, where a search without a fee has no price', () => {
    const price = { source: 'A contract', date: '2026-11-01', access: 'P' } as const
    const found = studyCosts(
      input({
        slots: [slot('q1', 'a', 1), slot('q2', 'a', 1, { searches: 1 }), slot('q1', 'b', null)],
      }),
      {
        ...assumptions,
        prices: [{ model: 'maker/a', inputPerMillion: 3, outputPerMillion: 5, ...price }],
        arms: [{ arm: 'b', perAnswer: 0.25, ...price }],
      },
    )
    // By hand: 1,000 tokens at 3 and 1,000 at 5 dollars a million.
    expect(found.arms).toMatchObject([
      {
        n: 1,
        unknown: 1,
        gaps: [{ reason: 'no-search-fee', answers: 1 }],
        price: { ...price, kind: 'repriced', rates: [{ inputPerMillion: 3, perSearch: null }] },
      },
      { n: 1, mean: 0.25, price: { ...price, kind: 'stated' } },
    ])
    expect(found.arms[0]?.mean).toBeCloseTo(0.008, 12)
  })

  it('compares no arm with an answer whose cost is not known', () => {
    const without = slots.map((one, place) =>
      place === 0 ? { ...one, calls: [call(0.01, { inputTokens: null, outputTokens: null })] } : one,
    )
    const arms = ['a', 'b'].map((id) => arm(id, { reference: 'openai/gpt-5.2' }))
    const [lacking] = without
    const { arms: costs, measures } = studyCosts(
      input({ arms, slots: without, qualities: [acceptable] }),
      assumptions,
    )
    const place = costs.findIndex((one) => one.arm === lacking?.arm)
    expect(costs[place]).toMatchObject({ n: 17, unknown: 1, gaps: [{ reason: 'no-usage', answers: 1 }] })
    expect(measures[0]?.arms[place]).toMatchObject({
      costPerGood: null,
      costPerGoodCi: null,
      shared: null,
      frontierShare: null,
    })
    expect(measures[0]?.arms[place]?.quality).toBeCloseTo(measure?.arms[place]?.quality ?? Number.NaN, 12)
    expect(measures[0]?.frontier).toEqual([costs[1 - place]?.arm])
    expect(measures[0]?.pairs).toEqual([])
  })

  it('does not take answers of a file for calls that cost nothing, and prices their tokens by the file', () => {
    const recorded = input({
      arms: [arm('a', { calls: 'elsewhere', reference: null, model: null })],
      slots: [slot('q1', 'a', 0, { model: 'tarn-2', outputTokens: 500 })],
    })
    expect(studyCosts(recorded, assumptions).arms).toMatchObject([
      {
        n: 0,
        unknown: 1,
        mean: null,
        gaps: [{ reason: 'from-elsewhere', answers: 1 }],
        price: { kind: 'none' },
      },
    ])
    const sourced = { source: 'Offer', date: '2026-11-01', access: 'P' } as const
    const [priced] = studyCosts(recorded, {
      ...assumptions,
      prices: [{ model: 'maker/tarn-2', inputPerMillion: 2, outputPerMillion: 6, ...sourced }],
    }).arms
    // By hand: 1,000 at 2 and 500 at 6 dollars a million.
    expect(priced?.mean).toBeCloseTo(0.005, 12)
  })

  it('goes by the questions that all compared arms share', () => {
    const mark = (item: string, of: string, value: number) => ({ item, arm: of, reviewer: null, value })
    const found = studyCosts(
      input({
        arms: [arm('a'), arm('b'), arm('c')],
        slots: ['q1', 'q2', 'q3'].flatMap((item) => [
          slot(item, 'a', item === 'q3' ? 9 : 1),
          slot(item, 'b', 2),
          slot(item, 'c', 4),
        ]),
        qualities: [
          {
            ...acceptable,
            marks: [
              ...['q1', 'q2', 'q3'].flatMap((item) => [mark(item, 'a', 0), mark(item, 'b', 1)]),
              ...['q1', 'q2'].map((item) => mark(item, 'c', 1)),
              mark('q1', 'a', 1),
            ],
          },
        ],
      }),
      assumptions,
    ).measures[0]
    // By hand, on q1 and q2: a costs 1 and is right in half of its marks on q1 and in none on q2; b costs 2 and c 4.
    expect(found?.sharedQuestions).toBe(2)
    expect(found?.arms.map(({ shared }) => [shared?.cost, shared?.quality])).toEqual([
      [1, 0.25],
      [2, 1],
      [4, 1],
    ])
    expect(found?.frontier).toEqual(['a', 'b'])
    expect(found?.icers[0]).toBeCloseTo(1 / 0.75, 12)
    // The pair has a third question on which a cost 9: costs 11/3 and 2, qualities 1/6 and 1.
    const pair = found?.pairs.find((one) => one.arm === 'b' && one.against === 'a')
    expect(pair?.questions).toBe(3)
    expect(pair?.deltaCost).toBeCloseTo(2 - 11 / 3, 12)
    expect(pair?.deltaQuality).toBeCloseTo(5 / 6, 12)
  })

  it('keeps the interval of a quality inside what a quality can be', () => {
    const marks = slots.map(({ item }, place) => ({
      item,
      arm: 'a',
      reviewer: null,
      value: place === 0 ? 0 : 1,
    }))
    const found = studyCosts(input({ slots, qualities: [{ ...acceptable, marks }] }), assumptions)
    const { quality, qualityCi } = found.measures[0]?.arms[0] ?? {}
    expect([(quality ?? 1) < 1, qualityCi?.upper]).toEqual([true, 1])
  })

  it('has no cost per good answer where none is good', () => {
    const none = { ...acceptable, marks: acceptable.marks.map((mark) => ({ ...mark, value: 0 })) }
    const found = studyCosts(input({ slots, qualities: [none] }), assumptions)
    expect(found.measures[0]?.arms[0]).toMatchObject({ quality: 0, costPerGood: null, costPerGoodCi: null })
  })
})
