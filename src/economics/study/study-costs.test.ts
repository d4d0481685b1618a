import { describe, expect, it } from 'vitest'
import golden from '../../../test/golden/economics.json' with { type: 'json' }
import { assumptionsOf, valuesOf } from '../assumptions/assumptions.ts'
import { economicsOf, usualChoices } from '../economics.ts'
import type { SlotUsage } from './slot.ts'
import { type StudyCostsInput, studyCosts } from './study-costs.ts'

const assumptions = assumptionsOf(null)

/** A slot that used a thousand tokens each way. */
const slot = (item: string, arm: string, usd: number | null, more: Partial<SlotUsage> = {}): SlotUsage => ({
  item,
  arm,
  status: 'answered',
  calls: 1,
  usd,
  inputTokens: 1000,
  cachedInputTokens: 0,
  outputTokens: 1000,
  searches: null,
  seconds: 2,
  ...more,
})

const arm = (id: string) => ({ id, label: id.toUpperCase(), reference: `maker/${id}`, source: 'a table' })

const input = (more: Partial<StudyCostsInput>): StudyCostsInput => ({
  id: 'study',
  title: 'Study',
  sample: false,
  blind: false,
  arms: [arm('a'), arm('b')],
  slots: [],
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
    expect(benefits[0]?.atWorth?.probCostEffective).toBeCloseTo(golden.netBenefit.probability, 10)
  })

  it('puts both on the frontier: one is cheaper in every draw, and the other better in most', () => {
    const [a, b] = measure?.arms ?? []
    expect(b?.frontierShare).toBe(1)
    expect(a?.frontierShare).toBeGreaterThan(0.5)
    expect(measure?.frontier).toEqual(['a', 'b'])
    expect(measure?.efficient).toEqual(['b', 'a'])
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

  it('leaves out failed answers and counts those without a known cost', () => {
    const found = studyCosts(
      input({
        slots: [
          slot('q1', 'a', 1),
          slot('q2', 'a', null),
          slot('q3', 'a', 3, { status: 'refused' }),
          slot('q4', 'a', 9, { status: 'failed' }),
        ],
      }),
      assumptions,
    )
    expect(found.arms).toMatchObject([{ arm: 'a', n: 2, unknown: 1, mean: 2, price: { source: 'a table' } }])
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
      { n: 1, unknown: 1, price },
      { n: 1, mean: 0.25, price },
    ])
    expect(found.arms[0]?.mean).toBeCloseTo(0.008, 12)
  })

  it('has no cost per good answer where none is good', () => {
    const none = { ...acceptable, marks: acceptable.marks.map((mark) => ({ ...mark, value: 0 })) }
    const found = studyCosts(input({ slots, qualities: [none] }), assumptions)
    expect(found.measures[0]?.arms[0]).toMatchObject({ quality: 0, costPerGood: null, costPerGoodCi: null })
  })
})
