import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { equivalenceSampleSize } from './sample-size.ts'

describe('equivalenceSampleSize', () => {
  // A published table of comparisons that show parity of win rates: 80%, 90%, 80% with design effects 1.5 and 2,
  // 80% when truly one point apart.
  it('reproduces a planning table', () => {
    const rows = [0.02, 0.05, 0.1].map((margin) =>
      [{}, { power: 0.9 }, { designEffect: 1.5 }, { designEffect: 2 }, { trueDifference: 0.01 }].map(
        (more) => equivalenceSampleSize({ margin, sd: 0.5, ...more }).n,
      ),
    )
    expect(rows).toEqual([
      [5353, 6764, 8029, 10705, 15457],
      [857, 1083, 1285, 1713, 1010],
      [215, 271, 322, 429, 223],
    ])
  })

  // Python scipy: a search over n with norm.cdf.
  it('agrees with a search by scipy', () => {
    const found = equivalenceSampleSize({
      margin: 0.1,
      sd: 0.9,
      trueDifference: -0.03,
      alpha: 0.025,
      designEffect: 1.3,
    })
    expect(found.n).toBe(1690)
    expectClose(found.powerAtN, 0.8001831144232205)
    expect(equivalenceSampleSize({ margin: 2, sd: 0.5 }).n).toBe(1)
  })

  it('is the same on the scale of win differences', () => {
    expect(equivalenceSampleSize({ margin: 0.1, sd: 1 }).n).toBe(857)
  })

  it('is null where no number is enough', () => {
    const nothing = { n: null, powerAtN: null }
    expect(equivalenceSampleSize({ margin: 0.05, sd: 0.5, trueDifference: 0.05 })).toEqual(nothing)
    expect(equivalenceSampleSize({ margin: 0.05, sd: 0.5, trueDifference: -0.06 })).toEqual(nothing)
    expect(equivalenceSampleSize({ margin: 0, sd: 0.5 })).toEqual(nothing)
    expect(equivalenceSampleSize({ margin: 0.05, sd: 0 })).toEqual(nothing)
    expect(equivalenceSampleSize({ margin: 1e-9, sd: 0.5 })).toEqual(nothing)
  })

  it('names the legal range', () => {
    expect(() => equivalenceSampleSize({ margin: 0.05, sd: -1 })).toThrow('sd must be at least 0')
    expect(() => equivalenceSampleSize({ margin: 0.05, sd: 1, power: 80 })).toThrow('power must lie')
    expect(() => equivalenceSampleSize({ margin: 0.05, sd: 1, designEffect: 0 })).toThrow('designEffect')
  })
})
