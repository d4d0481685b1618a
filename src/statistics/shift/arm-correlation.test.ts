import { describe, expect, it } from 'vitest'
import { armCorrelation } from './arm-correlation.ts'
import { permutationShare } from './rank-permutations.ts'

describe('armCorrelation', () => {
  it('cannot find four arms in order surprising, and five only just', () => {
    // By hand: 2 of 4! = 24 orders, and 2 of 5! = 120, are in full agreement.
    expect(armCorrelation([1, 2, 3, 4], [2, 3, 5, 9]).p).toBe(2 / 24)
    expect(armCorrelation([1, 2, 3, 4, 5], [2, 3, 5, 9, 10]).p).toBe(2 / 120)
  })

  it('turns its sign with one measure and keeps its p', () => {
    const x = [3, 1, 4, 1, 5, 9, 2]
    const y = [2, 7, 1, 8, 2, 8, 1]
    const one = armCorrelation(x, y)
    const other = armCorrelation(
      x,
      y.map((value) => -value),
    )
    expect(other.pearson).toBe(-(one.pearson ?? 0))
    expect(other.spearman).toBe(-(one.spearman ?? 0))
    expect(other.p).toBe(one.p)
  })

  it('is null where a measure does not vary or one arm is left', () => {
    const none = { pearson: null, ci: null, spearman: null, p: null, exact: null }
    expect(armCorrelation([1, 1, 1], [1, 2, 3])).toEqual({ n: 3, ...none })
    expect(armCorrelation([0.1 + 0.2, 0.3], [1, 2])).toEqual({ n: 2, ...none })
    expect(armCorrelation([1], [2])).toEqual({ n: 1, ...none })
    expect(armCorrelation([], [])).toEqual({ n: 0, ...none })
  })

  it('has no interval on a straight line, and never a p of 0', () => {
    const line = Array.from({ length: 12 }, (_, place) => place)
    const straight = armCorrelation(
      line,
      line.map((value) => 0.3 + 0.1 * value),
    )
    expect(straight).toMatchObject({ pearson: 1, ci: null, spearman: 1, exact: false })
    // 2/12!
    expect(straight.p).toBeCloseTo(2 / 479001600, 15)
    expect(straight.p).toBeGreaterThan(0)
  })

  it('refuses what is no number and measures of unlike length', () => {
    expect(() => armCorrelation([1, Number.NaN], [1, 2])).toThrow('x 1 must be a finite number')
    expect(() => armCorrelation([1, 2], [1])).toThrow('y must have 2 entries')
    expect(() => armCorrelation([1, 2], [1, 2], 95)).toThrow('level')
  })
})

it('goes through every order once', () => {
  // With x distinct and y all alike every order is as far as any.
  expect(permutationShare(Int32Array.of(2, 4, 6, 8), Int32Array.of(5, 5, 5, 5))).toBe(1)
  // By hand, three arms: rho is 1, 1/2, 1/2, -1/2, -1/2, -1 over the six orders.
  expect(permutationShare(Int32Array.of(2, 4, 6), Int32Array.of(2, 6, 4))).toBe(1)
  expect(permutationShare(Int32Array.of(2, 4, 6), Int32Array.of(6, 4, 2))).toBe(2 / 6)
  expect(() => permutationShare(new Int32Array(10), new Int32Array(10))).toThrow('between 1 and 9')
})
