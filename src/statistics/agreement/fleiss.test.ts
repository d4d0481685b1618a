import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { fleissKappa } from './fleiss.ts'

describe('fleissKappa', () => {
  it('matches the example by hand, with raters that differ from item to item', () => {
    // po: (1 + 1/3 + 0)/3 = 4/9. Shares of category 0: (1 + 1/3 + 1/2 + 0)/4 = 11/24, so pe = (121 + 169)/576.
    const result = fleissKappa([
      [0, 0, null],
      [0, 1, 1],
      [1, 0, null],
      [null, null, 1],
    ])
    expect([result.n, result.pairableItems]).toEqual([4, 3])
    expectClose(result.observedAgreement, 4 / 9)
    expectClose(result.chanceAgreement, 290 / 576)
    expectClose(result.kappa, (4 / 9 - 290 / 576) / (1 - 290 / 576))
  })

  it('has the jackknife of kappa computed anew without each pairable item', () => {
    const generator = createGenerator(9, 'fleiss')
    const matrix = Array.from({ length: 40 }, () => {
      const base = generator.integerBelow(3)
      return [0, 1, 2, 3].map(() => {
        if (generator.uniform() < 0.4) return null
        return generator.uniform() < 0.5 ? base : generator.integerBelow(3)
      })
    })
    const pairable = matrix.filter((row) => row.filter((mark) => mark !== null).length >= 2)
    expect(pairable.length).toBeLessThan(40)
    const kappas = pairable.map((left) => fleissKappa(matrix.filter((row) => row !== left)).kappa ?? 9)
    const mean = kappas.reduce((sum, value) => sum + value, 0) / kappas.length
    const squares = kappas.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    const result = fleissKappa(matrix)
    expectClose(result.seJackknife, Math.sqrt(((kappas.length - 1) / kappas.length) * squares), 1e-10)
  })

  it('has a bootstrap whose spread is that of the jackknife, in whatever order the raters are', () => {
    const matrix = Array.from({ length: 120 }, (_, item) => [item % 3, item % 3, ((item * item) % 4) % 3])
    const result = fleissKappa(matrix, { resamples: 4000, seed: 2 })
    const { percentile, bca } = result.bootstrap
    const width = (percentile?.upper ?? 0) - (percentile?.lower ?? 0)
    expect(Math.abs(width / (2 * 1.96 * (result.seJackknife ?? 1)) - 1)).toBeLessThan(0.1)
    expect(Math.abs((bca?.lower ?? 0) - (percentile?.lower ?? 0))).toBeLessThan(0.05)
    const turned = matrix.map((row) => [...row].reverse())
    expect(fleissKappa(turned, { resamples: 4000, seed: 2 })).toEqual(result)
  })

  it('is null without variation and without pairs, and has no error for two items', () => {
    expect(
      fleissKappa([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ).toMatchObject({ kappa: null, observedAgreement: 1, chanceAgreement: 1, seJackknife: null, ci: null })
    expect(fleissKappa([[1, null], [2]])).toMatchObject({ n: 2, kappa: null, observedAgreement: null })
    expect(fleissKappa([])).toMatchObject({
      n: 0,
      kappa: null,
      observedAgreement: null,
      chanceAgreement: null,
    })
    const two = [
      [0, 0],
      [1, 1],
    ]
    expect(fleissKappa(two)).toMatchObject({ kappa: 1, seJackknife: null })
    // Leaving out the one item of another category leaves no variation.
    expect(fleissKappa([...two, [1, 1]])).toMatchObject({ kappa: 1, seJackknife: null, ci: null })
  })
})
