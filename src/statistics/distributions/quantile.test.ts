import { describe, expect, it } from 'vitest'
import { quantile, quantileSorted } from './quantile.ts'

describe('quantile', () => {
  it('interpolates at position (n - 1) p', () => {
    // By hand: sorted 1, 2, 4, 10; positions 0, 0.75, 1.5, 2.25, 3.
    expect(quantile([10, 1, 4, 2], [0, 0.25, 0.5, 0.75, 1])).toEqual([1, 1.75, 3, 5.5, 10])
  })

  it('keeps the values as they were and handles none or infinite ones', () => {
    const values = [3, 1, 2]
    expect(quantile(values, [1])).toEqual([3])
    expect(values).toEqual([3, 1, 2])
    expect(quantile([], [0.5])).toEqual([null])
    expect(quantileSorted(Float64Array.of(1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY), 0.75)).toBe(
      Number.POSITIVE_INFINITY,
    )
  })

  it('knows infinities', () => {
    // R: quantile(c(Inf, 1, -Inf, 2), c(0, .5, 1), type = 7) is -Inf, 1.5, Inf; quantile(c(Inf, 1), 0) is 1.
    const infinity = Number.POSITIVE_INFINITY
    expect(quantile([infinity, 1, -infinity, 2], [0, 0.5, 1])).toEqual([-infinity, 1.5, infinity])
    expect(quantile([infinity, 1], [0])).toEqual([1])
    expect(quantile([infinity, -infinity], [0.5])).toEqual([null])
  })

  it('refuses NaN and probabilities outside 0 to 1', () => {
    expect(() => quantile([Number.NaN], [0.5])).toThrow('NaN')
    expect(() => quantile([1], [1.5])).toThrow('between 0 and 1')
  })
})
