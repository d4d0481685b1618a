import { describe, expect, it } from 'vitest'
import { gradeOf, outcomeOf } from './outcome.ts'

describe('outcomeOf', () => {
  const higher = { better: 'higher' } as const

  it.each([
    [1, null, null, 'a'],
    [-1, true, true, 'b'],
    [null, true, true, 'missing'],
    [0, true, true, 'tie-good'],
    [0, false, false, 'tie-bad'],
    [0, true, false, 'tie'],
    [0, null, null, 'tie'],
    [0, true, null, 'tie'],
  ])('value %s with adequacy %s and %s is %s', (value, adequacyA, adequacyB, outcome) => {
    expect(outcomeOf({ value, adequacyA, adequacyB }, higher)).toBe(outcome)
  })

  it('is turned round where less is better, but for ties', () => {
    const lower = { better: 'lower' } as const
    const mark = { adequacyA: null, adequacyB: null }
    expect([1, 0, -1].map((value) => outcomeOf({ ...mark, value }, lower))).toEqual(['b', 'tie', 'a'])
  })
})

describe('gradeOf', () => {
  const ordinal = { kind: 'ordinal', min: 1, max: 4, step: 1 } as const

  it('keeps a scale whose upper end is better, and turns the other round', () => {
    expect(gradeOf(3, { scale: ordinal, better: 'higher' })).toEqual({ grade: 3, scale: [1, 4] })
    expect([1, 2, 4].map((value) => gradeOf(value, { scale: ordinal, better: 'lower' }).grade)).toEqual([
      4, 3, 1,
    ])
    expect(gradeOf(1, { scale: { kind: 'binary' }, better: 'lower' })).toEqual({ grade: 0, scale: [0, 1] })
  })

  it('knows no ends of a rubric, no grade of a missing mark, and no -0', () => {
    expect(gradeOf(-0.5, { scale: { kind: 'rubric' }, better: 'higher' })).toEqual({
      grade: -0.5,
      scale: null,
    })
    expect(gradeOf(null, { scale: ordinal, better: 'lower' })).toEqual({ grade: null, scale: [1, 4] })
    expect(Object.is(gradeOf(0, { scale: { kind: 'rubric' }, better: 'lower' }).grade, 0)).toBe(true)
  })
})
