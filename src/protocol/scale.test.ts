import { describe, expect, it } from 'vitest'
import { isMark, legalMarks } from './scale.ts'

const tenths = { kind: 'ordinal', min: 0, max: 1, step: 0.1 } as const
const halves = { kind: 'ordinal', min: -1, max: 1, step: 0.5 } as const

describe('isMark', () => {
  it.each([
    [tenths, [0, 0.1, 0.3, 0.7, 1], [-0.1, 0.05, 1.1, Number.NaN]],
    [halves, [-1, -0.5, 0, 1], [-1.5, 0.25, 2]],
    [{ kind: 'binary' } as const, [0, 1], [-1, 0.5, 2, Number.NaN]],
    // A rubric score may be below 0 where points were taken off; 1 is every point.
    [{ kind: 'rubric' } as const, [-2.5, 0, 0.37, 1], [1.01, 37, Number.NaN, Number.NEGATIVE_INFINITY]],
  ])('knows the marks of %j', (scale, marks, others) => {
    expect(marks.filter((value) => !isMark(value, scale))).toEqual([])
    expect(others.filter((value) => isMark(value, scale))).toEqual([])
  })
})

describe('legalMarks', () => {
  it('says what a scale takes', () => {
    expect(legalMarks(tenths)).toBe('0 to 1 in steps of 0.1')
    expect(legalMarks({ kind: 'binary' })).toBe('0 or 1')
    expect(legalMarks({ kind: 'rubric' })).toContain('at most 1')
  })
})
