import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { normalMixtureCs } from './normal-mixture-cs.ts'

describe('normalMixtureCs', () => {
  it('follows the formula', () => {
    // By hand: six scores 0 and 1 in turn have mean 0.5 and s^2 = 6 * 0.25 / 5 = 0.3; numpy 1.24.2 for the root.
    const { rho2, cs } = normalMixtureCs({ x: [0, 1, 0, 1, 0, 1], at: [6], optimizeAt: 10 })
    expectClose(rho2, 0.7936154601737565)
    expectClose(cs[0]?.mean ?? null, 0.5)
    expectClose(cs[0]?.upper ?? null, 0.5 + Math.sqrt(0.3) * 1.2495822223885265, 1e-12)
  })

  it('has no interval for fewer than two scores or equal ones, and nothing for scores to come', () => {
    const { cs } = normalMixtureCs({ x: [0.3, 0.3, 0.3], at: [0, 1, 3, 4] })
    expect(cs).toEqual([
      { n: 0, mean: null, lower: null, upper: null },
      { n: 1, mean: 0.3, lower: null, upper: null },
      { n: 3, mean: 0.3, lower: null, upper: null },
      { n: 4, mean: null, lower: null, upper: null },
    ])
    expect(normalMixtureCs({ x: [] }).cs).toEqual([{ n: 0, mean: null, lower: null, upper: null }])
  })

  it('looks at all scores unless told otherwise, in the order of the looks', () => {
    const x = [1, 2, 4, 3]
    const all = normalMixtureCs({ x }).cs
    const several = normalMixtureCs({ x, at: [4, 2, 4] }).cs
    expect(all).toEqual([several[0]])
    expect(several.map(({ n, mean }) => [n, mean])).toEqual([
      [4, 2.5],
      [2, 1.5],
      [4, 2.5],
    ])
    expect(several[2]).toEqual(several[0])
  })

  it('moves and stretches with the scores', () => {
    const x = [1, 4, 2, 8, 5, 7]
    const [plain] = normalMixtureCs({ x }).cs
    const [moved] = normalMixtureCs({ x: x.map((value) => 1e6 - 10 * value) }).cs
    expectClose(moved?.upper ?? null, 1e6 - 10 * (plain?.lower ?? 0), 1e-12)
    expectClose(moved?.lower ?? null, 1e6 - 10 * (plain?.upper ?? 0), 1e-12)
  })

  it('refuses settings out of range', () => {
    const x = [1, 2, 3]
    expect(() => normalMixtureCs({ x, alpha: 0 })).toThrow(RangeError)
    expect(() => normalMixtureCs({ x, optimizeAt: 0 })).toThrow(RangeError)
    expect(() => normalMixtureCs({ x, at: [1.5] })).toThrow(RangeError)
    expect(() => normalMixtureCs({ x: [1, Number.NaN] })).toThrow(RangeError)
  })
})
