import { describe, expect, it } from 'vitest'
import { twoByTwoEffects } from './two-by-two.ts'

// R's values are in test/reference/assisted.two_by_two.json.
describe('twoByTwoEffects', () => {
  it('is the tea of the lady: 3 of 4 cups right, p = 0.4857 (Fisher 1935, 34/70)', () => {
    const { fisher } = twoByTwoEffects({ armRight: 3, armWrong: 1, controlRight: 1, controlWrong: 3 })
    expect(fisher?.p).toBeCloseTo(34 / 70, 12)
  })

  it("is Newcombe's published example: 56/70 less 48/80 is 0.0524 to 0.3339 (1998, method 10)", () => {
    const { newcombe, riskDifference } = twoByTwoEffects({
      armRight: 56,
      armWrong: 14,
      controlRight: 48,
      controlWrong: 32,
    })
    expect(riskDifference).toBeCloseTo(0.2, 14)
    expect(newcombe?.lower).toBeCloseTo(0.0524, 4)
    expect(newcombe?.upper).toBeCloseTo(0.3339, 4)
  })

  it('changes its sign with the arms', () => {
    const one = twoByTwoEffects({ armRight: 20, armWrong: 40, controlRight: 30, controlWrong: 31 })
    const other = twoByTwoEffects({ armRight: 30, armWrong: 31, controlRight: 20, controlWrong: 40 })
    expect(other.riskDifference).toBeCloseTo(-(one.riskDifference ?? Number.NaN), 14)
    expect(other.newcombe?.lower).toBeCloseTo(-(one.newcombe?.upper ?? Number.NaN), 14)
    expect(other.oddsRatio).toBeCloseTo(1 / (one.oddsRatio ?? Number.NaN), 12)
    expect(other.fisher?.p).toBeCloseTo(one.fisher?.p ?? Number.NaN, 12)
    expect(other.fisher?.ci.upper).toBeCloseTo(1 / (one.fisher?.ci.lower ?? Number.NaN), 9)
  })

  it('gives no p of 0: two of the 2000!/(1000! 1000!) tables are about 1e-600', () => {
    const table = { armRight: 1000, armWrong: 0, controlRight: 0, controlWrong: 1000 }
    const { fisher, chiSquareP } = twoByTwoEffects(table)
    expect(fisher?.p).toBe(Number.MIN_VALUE)
    expect(chiSquareP).toBeGreaterThan(0)
  })

  it('leaves null what an empty arm or margin does not define', () => {
    const empty = twoByTwoEffects({ armRight: 0, armWrong: 0, controlRight: 3, controlWrong: 5 })
    expect(empty).toMatchObject({
      arm: null,
      riskDifference: null,
      newcombe: null,
      oddsRatio: null,
      fisher: null,
    })
    expect(empty.control?.risk).toBe(0.375)
    const noneRight = twoByTwoEffects({ armRight: 0, armWrong: 6, controlRight: 0, controlWrong: 5 })
    expect(noneRight).toMatchObject({ riskDifference: 0, chiSquare: null, fisher: null })
    expect(() => twoByTwoEffects({ armRight: 0.5, armWrong: 6, controlRight: 0, controlWrong: 5 })).toThrow()
  })
})
