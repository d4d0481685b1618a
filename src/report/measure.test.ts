import { describe, expect, it } from 'vitest'
import {
  bounds,
  difference,
  magnitude,
  marginInUnits,
  measureOf,
  rangeNote,
  scoresOf,
  undefinedReason,
} from './measure.ts'
import { absoluteResults } from './testing/absolute-results.ts'
import { pairwiseResults } from './testing/pairwise-results.ts'

describe('measureOf', () => {
  it('prints win differences as points, ordinal marks as they are and shares as percentage points', () => {
    const points = measureOf(pairwiseResults(), 'accuracy')
    expect(difference(points, 0.295)).toBe('+29.5')
    expect(bounds(points, { lower: -0.031, upper: 0.105 })).toBe('[−3.1, 10.5]')
    expect(magnitude(points, 0.1)).toBe('10.0')
    const absolute = absoluteResults()
    expect(difference(measureOf(absolute, 'clarity'), 0.284)).toBe('+0.28')
    expect(difference(measureOf(absolute, 'harm'), -0.0124)).toBe('−1.2')
    expect(measureOf(absolute, 'harm').unit).toBe('percentage points')
  })

  it('prints what is undefined as an en dash', () => {
    const points = measureOf(pairwiseResults(), 'accuracy')
    expect([difference(points, null), magnitude(points, null), bounds(points, null)]).toEqual(['–', '–', '–'])
  })
})

describe('meanMark', () => {
  it('is a share on binary axes and on the scale elsewhere', () => {
    const absolute = absoluteResults()
    expect(measureOf(absolute, 'harm').meanMark(0.053)).toBe('5.3%')
    expect(measureOf(absolute, 'clarity').meanMark(3.41)).toBe('3.41')
  })
})

describe('marginInUnits', () => {
  it('prints a pairwise margin as win difference and as half as much win rate', () => {
    expect(marginInUnits(measureOf(pairwiseResults(), 'accuracy'), 0.058)).toBe(
      '5.8 points of win difference (2.9 points of win rate)',
    )
    expect(marginInUnits(measureOf(absoluteResults(), 'clarity'), 0.1)).toBe('0.10 scale points')
  })
})

describe('rangeNote', () => {
  it('stands only where an interval of win differences passes 1 on either side', () => {
    const points = measureOf(pairwiseResults(), 'accuracy')
    expect(rangeNote(points, [null, { lower: -0.9, upper: 1 }])).toEqual([])
    expect(rangeNote(points, [{ lower: -1.2, upper: 0.3 }])).toHaveLength(1)
    expect(rangeNote(measureOf(absoluteResults(), 'clarity'), [{ lower: -2, upper: 2 }])).toEqual([])
  })
})

describe('scoresOf', () => {
  it('lists every score once, rising', () => {
    const [section] = pairwiseResults().sections
    expect(section === undefined ? [] : scoresOf(section)).toEqual([-2, -1, 0, 1, 2])
  })
})

describe('undefinedReason', () => {
  const without = { ci95: null, nReviewers: null }

  it.each([
    [{ ...without, n: 0, nQuestions: 0 }, 'no marks'],
    [{ ...without, n: 1, nQuestions: 1 }, 'one mark only'],
    [{ ...without, n: 5, nQuestions: 1 }, 'one question only'],
    [{ ...without, n: 5, nQuestions: 1, nReviewers: 5 }, 'no variation between outcomes'],
    [{ ...without, n: 3, nQuestions: 3 }, 'no variation between outcomes'],
    [{ n: 3, nQuestions: 3, ci95: { lower: 0, upper: 1 } }, null],
  ])('of %j is %s', (estimate, reason) => {
    expect(undefinedReason(estimate)).toBe(reason)
  })
})
