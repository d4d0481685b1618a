import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { cohenKappa } from './cohen.ts'

/** Rows of the table are the first rater's categories; nobody used the fourth. */
const table = [
  [20, 5, 1, 0],
  [4, 11, 3, 0],
  [0, 2, 9, 0],
  [0, 0, 0, 0],
]
const pairs = table.flatMap((row, i) =>
  row.flatMap((count, j) => Array.from({ length: count }, () => [i, j])),
)
const a = pairs.map((pair) => pair[0] ?? null)
const b = pairs.map((pair) => pair[1] ?? null)

describe('cohenKappa', () => {
  it('matches R vcd::Kappa, with a category of the codebook that was not used', () => {
    const plain = cohenKappa(a, b, 4)
    expectClose(plain.agreement, 40 / 55)
    expectClose(plain.kappa, 0.5734229576008273)
    expectClose(plain.se, 0.09357578976982463)
    const linear = cohenKappa(a, b, 4, { weights: 'linear' })
    expectClose(linear.kappa, 0.6529968454258672)
    expectClose(linear.se, 0.0824187644563279)
    const quadratic = cohenKappa(a, b, 4, { weights: 'quadratic', level: 0.9 })
    expectClose(quadratic.kappa, 0.7352941176470588)
    expectClose(quadratic.se, 0.07674716042414315)
    // 1.6448536269514722 is R qnorm(0.95).
    expectClose(quadratic.ci?.upper ?? null, 0.7352941176470588 + 1.6448536269514722 * 0.07674716042414315)
  })

  it('has the bootstrap intervals of numpy', () => {
    // 1,000,000 multinomial resamples; the limits of runs of 10,000 had standard deviations below 0.0034 (lower)
    // and 0.0018 (upper).
    const plain = cohenKappa(a, b, 4, { resamples: 10_000, seed: 1 }).bootstrap
    expect(Math.abs((plain.percentile?.lower ?? 0) - 0.37821)).toBeLessThan(0.014)
    expect(Math.abs((plain.percentile?.upper ?? 0) - 0.74684)).toBeLessThan(0.008)
    expect(Math.abs((plain.bca?.lower ?? 0) - 0.37338)).toBeLessThan(0.014)
    expect(Math.abs((plain.bca?.upper ?? 0) - 0.74445)).toBeLessThan(0.008)
    const skewed = cohenKappa(a, b, 4, { weights: 'quadratic', resamples: 10_000, seed: 1 }).bootstrap
    expect(Math.abs((skewed.percentile?.lower ?? 0) - 0.55764)).toBeLessThan(0.014)
    expect(Math.abs((skewed.bca?.lower ?? 0) - 0.53692)).toBeLessThan(0.014)
    expect(Math.abs((skewed.bca?.upper ?? 0) - 0.85439)).toBeLessThan(0.006)
  })

  it('changes nothing when raters change places or the scale is turned', () => {
    for (const weights of ['unweighted', 'linear', 'quadratic'] as const) {
      const one = cohenKappa(a, b, 4, { weights })
      const turn = (mark: number | null) => (mark === null ? null : 3 - mark)
      const other = cohenKappa(b.map(turn), a.map(turn), 4, { weights })
      expectClose(other.kappa, one.kappa ?? 0)
      expectClose(other.se, one.se ?? 0)
    }
  })

  it('is null for one category used by both, 1 without error for full agreement on two', () => {
    const same = [0, 0, 0, 0]
    expect(cohenKappa(same, same, 2)).toMatchObject({ n: 4, agreement: 1, kappa: null, se: null, ci: null })
    expect(cohenKappa(same, same, 1, { weights: 'linear' }).kappa).toBeNull()
    const both = cohenKappa([0, 1, 1, 0], [0, 1, 1, 0], 2, { weights: 'quadratic' })
    expect(both).toMatchObject({ kappa: 1, se: 0, ci: { lower: 1, upper: 1 } })
    // Never the same category: nothing observed, nothing expected.
    expect(cohenKappa([0, 0, 0], [1, 1, 1], 2)).toMatchObject({ agreement: 0, kappa: 0, se: 0 })
  })

  it('drops pairs with a missing mark and has no error for two items', () => {
    expect(cohenKappa([0, null, 1], [0, 1, null], 2).n).toBe(1)
    expect(cohenKappa([0, 1], [0, 1], 2, { resamples: 50 })).toMatchObject({
      n: 2,
      kappa: 1,
      se: null,
      ci: null,
      bootstrap: { percentile: null },
    })
    expect(cohenKappa([], [], 3)).toMatchObject({ n: 0, agreement: null, kappa: null, se: null })
    expect(() => cohenKappa([2], [0], 2)).toThrow('0 to 1')
    expect(() => cohenKappa([0], [0, 1], 2)).toThrow('b must have 1 entries')
  })
})
