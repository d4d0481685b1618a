import { describe, expect, it } from 'vitest'
import { compareWithReference, toleranceAt } from './compare.ts'

const passes = (actual: unknown, expected: unknown, tolerance: number | Record<string, number> = 1e-6) =>
  compareWithReference(actual, expected, tolerance).length === 0

describe('compareWithReference', () => {
  it('is relative above 1 and absolute below', () => {
    expect(passes(1e6 + 0.9, 1e6)).toBe(true)
    expect(passes(1e6 + 1.1, 1e6)).toBe(false)
    expect(passes(1e-3 + 9e-7, 1e-3)).toBe(true)
    expect(passes(1e-3 + 2e-6, 1e-3)).toBe(false)
  })

  it('takes null for null only', () => {
    expect(passes(null, null)).toBe(true)
    expect(passes(0, null)).toBe(false)
    expect(passes(Number.NaN, null)).toBe(false)
    expect(passes(undefined, null)).toBe(false)
    expect(passes(null, 0)).toBe(false)
    expect(passes(Number.NaN, 1)).toBe(false)
  })

  it('knows infinities by their spelling', () => {
    expect(passes(Number.POSITIVE_INFINITY, 'Inf')).toBe(true)
    expect(passes(Number.NEGATIVE_INFINITY, 'Inf')).toBe(false)
    expect(passes(1e300, 'Inf')).toBe(false)
    expect(passes('-Inf', 'abc')).toBe(false)
  })

  it('wants every expected key, the same length and the same words', () => {
    expect(passes({ a: 1, b: 2 }, { a: 1 })).toBe(true)
    expect(passes({ b: 2 }, { a: 1 })).toBe(false)
    expect(passes([1, 2], [1])).toBe(false)
    expect(passes({ verdict: 'x' }, { verdict: 'y' })).toBe(false)
    expect(passes(true, false)).toBe(false)
    expect(compareWithReference({ a: { b: [1, 3] } }, { a: { b: [1, 2] } }, 0)).toEqual([
      { path: 'a.b[1]', expected: '2', actual: '3' },
    ])
  })

  it('takes the longest key of a tolerance that the path contains', () => {
    const tolerance = { default: 1, 'a.b': 2, a: 3 }
    expect(toleranceAt(tolerance, 'a.b[0]')).toBe(2)
    expect(toleranceAt(tolerance, 'x.a')).toBe(3)
    expect(toleranceAt(tolerance, 'x')).toBe(1)
    expect(toleranceAt({ y: 1 }, 'x')).toBe(0)
  })
})
