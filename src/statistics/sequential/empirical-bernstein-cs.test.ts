import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { empiricalBernsteinCs } from './empirical-bernstein-cs.ts'

describe('empiricalBernsteinCs', () => {
  it('is the whole range for one score', () => {
    // By hand: the stake is 1/2, and (ln 40 + ...)/(1/2) is far beyond the range.
    expect(empiricalBernsteinCs({ x: [1], range: [-1, 1] })).toEqual([
      { n: 1, center: 1, lower: -1, upper: 1 },
    ])
  })

  it('weights scores with stakes of at most one half', () => {
    // By hand: the first stakes are all 1/2, so the centre is the plain mean.
    const [look] = empiricalBernsteinCs({ x: [0.2, 0.4, 0.9] })
    expectClose(look?.center ?? null, 0.5)
  })

  it('has an interval for equal scores, narrower with more of them', () => {
    // By hand for x = 1/2: surprises are 0, so the half-width is ln(40)/(n/2) while stakes stay at 1/2.
    const cs = empiricalBernsteinCs({ x: Array(40).fill(0.5), at: [10, 20, 40] })
    expectClose(cs[1]?.upper ?? null, 0.5 + Math.log(40) / 10, 1e-12)
    expectClose(cs[2]?.upper ?? null, 0.5 + Math.log(40) / 20, 1e-12)
    expect(cs[0]).toEqual({ n: 10, center: 0.5, lower: 0, upper: 1 })
  })

  it('moves and stretches with the range', () => {
    const x = Array.from({ length: 300 }, (_, i) => ((i * 7) % 11) / 10)
    const [plain] = empiricalBernsteinCs({ x, alpha: 0.1 })
    const [moved] = empiricalBernsteinCs({ x: x.map((v) => 5 - 4 * v), alpha: 0.1, range: [1, 5] })
    expectClose(moved?.center ?? null, 5 - 4 * (plain?.center ?? 0), 1e-12)
    expectClose(moved?.upper ?? null, 5 - 4 * (plain?.lower ?? 0), 1e-12)
    expectClose(moved?.lower ?? null, 5 - 4 * (plain?.upper ?? 0), 1e-12)
  })

  it('has nothing for no scores or scores to come', () => {
    expect(empiricalBernsteinCs({ x: [] })).toEqual([{ n: 0, center: null, lower: null, upper: null }])
    expect(empiricalBernsteinCs({ x: [0.5], at: [2] })[0]?.center).toBeNull()
  })

  it('refuses scores outside the range', () => {
    expect(() => empiricalBernsteinCs({ x: [0.5, 1.01] })).toThrow(RangeError)
    expect(() => empiricalBernsteinCs({ x: [-0.1] })).toThrow(RangeError)
    expect(() => empiricalBernsteinCs({ x: [Number.NaN] })).toThrow(RangeError)
    expect(() => empiricalBernsteinCs({ x: [1], range: [1, 1] })).toThrow(RangeError)
    expect(() => empiricalBernsteinCs({ x: [1], alpha: 95 })).toThrow(RangeError)
  })
})
