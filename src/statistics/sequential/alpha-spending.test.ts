import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { alphaSpending } from './alpha-spending.ts'
import { gaussLegendre } from './gauss-legendre.ts'
import { spentAlpha } from './spending-function.ts'

// R 4.2.2, mvtnorm pmvnorm (Miwa, 2048 steps) with uniroot at information 0.3 and 0.7.
describe('alphaSpending', () => {
  it('matches bivariate normal integrals', () => {
    const two = alphaSpending({ type: 'obf', alpha: 0.03, information: [0.3, 0.7] })
    expectClose(two.bounds[0] ?? null, 4.28938326896922, 1e-9)
    expectClose(two.bounds[1] ?? null, 2.68348618355659, 1e-9)
    const one = alphaSpending({ type: 'obf', alpha: 0.03, information: [0.3, 0.7], sides: 1 })
    expectClose(one.bounds[0] ?? null, 3.79334134279385, 1e-9)
    expectClose(one.bounds[1] ?? null, 2.34682115206758, 1e-9)
    const wide = alphaSpending({ type: 'obf', alpha: 0.2, information: [0.3, 0.7], sides: 1 })
    expectClose(wide.nominalP[1] ?? null, 0.119820696657257, 1e-8)
  })

  it('spends all of alpha at the end whatever the looks', () => {
    for (const type of ['obf', 'pocock', 'linear'] as const) {
      const { cumulativeAlpha } = alphaSpending({ type, alpha: 0.1, information: [0.1, 0.15, 0.9, 1] })
      expectClose(cumulativeAlpha[3] ?? null, 0.1)
    }
  })

  it('has an infinite bound where nothing can be spent', () => {
    const { bounds, nominalP } = alphaSpending({ type: 'obf', information: [0.001, 1] })
    expect([bounds[0], nominalP[0]]).toEqual([Number.POSITIVE_INFINITY, 0])
    expectClose(bounds[1] ?? null, 1.959963984540054, 1e-10)
  })

  it("is hardly changed by many early looks of the O'Brien-Fleming type", () => {
    const { bounds } = alphaSpending({ type: 'obf', information: [0.01, 0.02, 0.03, 0.04, 1] })
    expectClose(bounds[4] ?? null, 1.959963984540054, 1e-9)
  })

  it('takes amounts on any scale, and those in proportion change nothing', () => {
    const information = [0.37, 0.71, 1]
    const plain = alphaSpending({ type: 'obf', information })
    const counted = alphaSpending({ type: 'obf', information, amounts: [444, 852, 1200] })
    counted.bounds.forEach((bound, look) => {
      expectClose(bound, plain.bounds[look] ?? Number.NaN, 1e-12)
    })
  })

  it('names illegal amounts', () => {
    const given = (amounts: readonly number[]) => () =>
      alphaSpending({ type: 'obf', information: [0.5, 1], amounts })
    expect(given([5, 5])).toThrow('amounts must rise')
    expect(given([0, 5])).toThrow('amounts must rise')
    expect(given([5])).toThrow('there must be 2 amounts')
  })

  it('names illegal information', () => {
    expect(() => alphaSpending({ type: 'obf', information: [0.5, 0.5] })).toThrow('must rise')
    expect(() => alphaSpending({ type: 'obf', information: [0.5, 1.1] })).toThrow('must rise')
    expect(alphaSpending({ type: 'obf', information: [] }).bounds).toEqual([])
  })
})

describe('spentAlpha', () => {
  it('runs from 0 to alpha', () => {
    for (const type of ['obf', 'pocock', 'linear'] as const) {
      expect([spentAlpha(type, 0.04, 0), spentAlpha(type, 0.04, 1)]).toEqual([0, 0.04])
    }
    expectClose(spentAlpha('pocock', 0.025, 1 / 3), 0.0226416212631971 / 2)
    expect(() => spentAlpha('obf', 0.05, 2)).toThrow('information')
  })
})

describe('gaussLegendre', () => {
  it('integrates polynomials of degree 2n - 1 exactly', () => {
    const { nodes, weights } = gaussLegendre(5)
    const integral = (power: (x: number) => number) =>
      nodes.reduce((sum, x, i) => sum + (weights[i] ?? 0) * power(x), 0)
    expectClose(
      integral((x) => x ** 4 * x ** 4),
      2 / 9,
    )
    expectClose(
      integral(() => 1),
      2,
    )
  })
})
