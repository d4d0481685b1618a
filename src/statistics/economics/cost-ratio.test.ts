import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { costRatio } from './cost-ratio.ts'

describe('costRatio', () => {
  it('compares costs question by question on the logarithm', () => {
    const { n, ratio, ci, p } = costRatio([1, 2, 8], [1, 1, 1])
    // R 4.2.2: t.test(log(c(1, 2, 8))).
    expect(n).toBe(3)
    expectClose(ratio, 2.519842099789746, 1e-12)
    expectClose(ci?.lower ?? null, 0.181589199193285, 1e-10)
    expectClose(ci?.upper ?? null, 34.966860562638637, 1e-10)
    expectClose(p, 0.269703256659778, 1e-10)
  })

  it('leaves out questions without two costs above 0', () => {
    const { n, ratio } = costRatio([4, Number.NaN, 2, 0], [2, 1, 0, 1])
    expect([n, ratio]).toEqual([1, 2])
    expect(costRatio([], [])).toEqual({ n: 0, ratio: null, ci: null, p: null })
  })

  it('turns over when the systems change places', () => {
    const one = costRatio([1, 2, 8], [3, 1, 5])
    const other = costRatio([3, 1, 5], [1, 2, 8])
    expectClose(one.ratio, 1 / (other.ratio ?? 0))
    expectClose(one.ci?.lower ?? null, 1 / (other.ci?.upper ?? 0))
  })
})
