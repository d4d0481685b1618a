import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { gwetAgreement } from './gwet.ts'

describe('gwetAgreement', () => {
  it('is AC1 for two raters by hand', () => {
    // 8 units: 5 x (0,0), 1 x (1,1), 2 x (0,1). Observed 6/8; share of category 1 is 4/16, so chance is
    // (0.75 x 0.25 + 0.25 x 0.75)/(2 - 1) = 0.375; AC1 = (0.75 - 0.375)/0.625 = 0.6.
    const matrix = [...Array.from({ length: 5 }, () => [0, 0]), [1, 1], [0, 1], [1, 0]]
    const result = gwetAgreement(matrix, 2)
    expectClose(result.observed, 0.75)
    expectClose(result.chance, 0.375)
    expectClose(result.coefficient, 0.6)
    // With two categories all weightings agree.
    expectClose(gwetAgreement(matrix, 2, 'quadratic').coefficient, 0.6)
  })

  it('does not hang on the order of units or raters, and reversing the scale changes nothing', () => {
    const matrix = [
      [0, 1, 1],
      [2, 2, null],
      [3, 2, 3],
      [null, null, 1],
      [0, 0, 0],
      [1, 3, 2],
    ]
    const turned = [...matrix]
      .reverse()
      .map((unit) => [...unit].reverse().map((mark) => (mark === null ? null : 3 - mark)))
    for (const weights of ['unweighted', 'linear', 'quadratic'] as const) {
      const one = gwetAgreement(matrix, 4, weights)
      const other = gwetAgreement(turned, 4, weights)
      expectClose(other.coefficient, one.coefficient ?? 0)
      expectClose(other.se, one.se ?? 0)
    }
  })

  it('leaves out units without marks and is null when nothing can agree', () => {
    const matrix = [
      [0, 1],
      [1, 1],
      [0, 0],
      [1, 1],
    ]
    expect(gwetAgreement([...matrix, [null, null]], 2)).toEqual(gwetAgreement(matrix, 2))
    expect(gwetAgreement([[0, null]], 2).coefficient).toBeNull()
    expect(gwetAgreement([[0, 0]], 1).coefficient).toBeNull()
    expect(
      gwetAgreement(
        [
          [0, 0],
          [1, 0],
        ],
        2,
      ).se,
    ).toBeNull()
    expect(() => gwetAgreement([[0, 2]], 2)).toThrow('0 to 1')
  })
})
