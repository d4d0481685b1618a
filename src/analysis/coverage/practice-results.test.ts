import { describe, expect, it } from 'vitest'
import { absolute, marksOf, noAnswers, pair, planOf } from '../testing/marks.ts'
import { practiceResults } from './practice-results.ts'

const mix = [
  { name: 'dose', share: 0.5 },
  { name: 'diagnosis', share: 0.25 },
  { name: 'notes', share: 0.25 },
]
const categories = new Map([
  ['d1', 'dose'],
  ['d2', 'dose'],
  ['x1', 'diagnosis'],
  ['x2', 'diagnosis'],
])
const categoryOf = (item: string) => categories.get(item) ?? null

describe('results carried over to practice', () => {
  const marks = marksOf(
    // Two reviewers of d1, a win and a tie: the item's mean is 0.5.
    pair({ item: 'd1', value: 1 }),
    pair({ item: 'd1', value: 0, reviewer: 'r2' }),
    pair({ item: 'd2', value: 1 }),
    pair({ item: 'x1', value: -1 }),
    // Arms the other way round: arm B, which is one, is preferred.
    pair({ item: 'x2', value: -1, armA: 'two', armB: 'one' }),
    pair({ item: 'unmapped', value: -1 }),
    // Another pair is no part of the hypothesis.
    pair({ item: 'd1', value: -1, armB: 'three' }),
  )

  // By hand: dose mean 0.75, variance 0.125; diagnosis mean 0, variance 2; weights 2/3 and 1/3 of what is covered.
  it('weight the mean of each item by the share of its category', () => {
    const [result] = practiceResults({ marks, answers: noAnswers }, planOf(), categoryOf, mix)
    expect(result).toMatchObject({
      hypothesis: 'h1',
      unit: 'win difference',
      items: 4,
      itemsWithoutCategory: 1,
      unweighted: 0.375,
      coveredWeight: 0.75,
    })
    expect(result?.estimate).toBeCloseTo((2 / 3) * 0.75, 12)
    expect(result?.se).toBeCloseTo(Math.sqrt((4 / 9) * (0.125 / 2) + (1 / 9) * (2 / 2)), 12)
    // Uncovered quarter at either end of [-1, 1] beside 0.5 x 0.75.
    expect(result?.bounds?.lower).toBeCloseTo(0.375 - 0.25, 12)
    expect(result?.bounds?.upper).toBeCloseTo(0.375 + 0.25, 12)
    // Weights 0.25, 0.25, 0.125, 0.125: 0.75^2 / (2 x 0.0625 + 2 x 0.015625).
    expect(result?.effectiveItems).toBeCloseTo(3.6, 12)
    expect(result?.categories).toEqual([
      { category: 'dose', items: 2, mean: 0.75, variance: 0.125 },
      { category: 'diagnosis', items: 2, mean: 0, variance: 2 },
      { category: 'notes', items: 0, mean: null, variance: null },
    ])
  })

  it('are on the scale of an absolute axis, with its width as bounds', () => {
    const plan = planOf({
      hypotheses: [{ id: 'h2', kind: 'superiority', axis: 'quality', candidate: 'one', against: 'two' }],
    })
    const quality = marksOf(
      absolute({ item: 'd1', value: 4 }),
      absolute({ item: 'd1', value: 2, armA: 'two' }),
      absolute({ item: 'd2', value: 3 }),
      absolute({ item: 'd2', value: 3, armA: 'two' }),
    )
    const [result] = practiceResults({ marks: quality, answers: noAnswers }, plan, categoryOf, mix)
    expect(result).toMatchObject({ unit: 'scale points', estimate: 1, coveredWeight: 0.5, items: 2 })
    expect(result?.bounds).toEqual({ lower: 0.5 - 1.5, upper: 0.5 + 1.5 })
  })

  it('have no error where a category has one item, and no value without marks', () => {
    const one = marksOf(
      pair({ item: 'd1', value: 1 }),
      pair({ item: 'x1', value: 1 }),
      pair({ item: 'x2', value: 0 }),
    )
    const [single] = practiceResults({ marks: one, answers: noAnswers }, planOf(), categoryOf, mix)
    expect(single).toMatchObject({ se: null, ci95: null, items: 3 })
    expect(single?.estimate).toBeCloseTo((2 / 3) * 1 + (1 / 3) * 0.5, 12)
    const other = marksOf(pair({ item: 'd1', value: 1, armB: 'three' }))
    const [none] = practiceResults({ marks: other, answers: noAnswers }, planOf(), categoryOf, mix)
    expect(none).toMatchObject({
      items: 0,
      estimate: null,
      unweighted: null,
      bounds: null,
      effectiveItems: null,
    })
  })
})
