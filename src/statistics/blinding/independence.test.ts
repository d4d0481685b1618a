import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { independenceTest } from './independence.ts'

describe('independenceTest', () => {
  it('has the chi-square of a table by hand', () => {
    // 5, 1 / 1, 4: rows 6 and 5, columns 6 and 5 of 11; R chisq.test(correct = FALSE) gives 4.41222222222222.
    const a = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
    const b = [0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1]
    const result = independenceTest({ a, b, rows: 2, columns: 2, resamples: 20_000 })
    expectClose(result.chiSquare, 4.41222222222222, 1e-12)
    expectClose(result.chiSquareP, 0.0356823293433023, 1e-9)
    // Of fixed margins, as large or larger: Fisher's exact two-sided p of R, 0.0800865800865801.
    expect(Math.abs((result.p ?? 0) - 0.0800865800865801)).toBeLessThan(0.008)
    expect(result.table).toEqual([
      [5, 1],
      [1, 4],
    ])
  })

  it('compares with what the design can do inside its strata', () => {
    // Arm 0 is at position 0 in all four questions: (1/2)^4 for it, and as much for the other end.
    const a = [0, 1, 0, 1, 0, 1, 0, 1]
    const b = [0, 1, 0, 1, 0, 1, 0, 1]
    const stratum = [1, 1, 2, 2, 3, 3, 4, 4]
    const result = independenceTest({ a, b, rows: 2, columns: 2, stratum, resamples: 20_000 })
    expect(result).toMatchObject({ chiSquare: 8, cramerV: 1, chiSquareP: null })
    expect(Math.abs((result.p ?? 0) - 1 / 8)).toBeLessThan(0.01)
  })

  it('is null for one label and 1 where nothing can move', () => {
    expect(independenceTest({ a: [0, 0], b: [0, 1], rows: 2, columns: 2 })).toMatchObject({
      n: 2,
      chiSquare: null,
      cramerV: null,
      p: null,
      chiSquareP: null,
    })
    expect(independenceTest({ a: [], b: [], rows: 0, columns: 0 })).toMatchObject({
      n: 0,
      table: [],
      p: null,
    })
    const fixed = independenceTest({
      a: [0, 1],
      b: [0, 1],
      rows: 2,
      columns: 2,
      stratum: [1, 2],
      resamples: 9,
    })
    expect(fixed).toMatchObject({ chiSquare: 0, p: 1 })
  })

  it('has a p above 0 for the strongest dependence', () => {
    const a = Array.from({ length: 60 }, (_, row) => row % 3)
    const result = independenceTest({ a, b: a, rows: 3, columns: 3, resamples: 99 })
    expectClose(result.cramerV, 1)
    expect(result.p).toBe(0.01)
  })

  it('refuses labels that do not exist', () => {
    expect(() => independenceTest({ a: [2], b: [0], rows: 2, columns: 1 })).toThrow('0 to 1')
    expect(() => independenceTest({ a: [0], b: [0], rows: 1, columns: 1, resamples: 0 })).toThrow(
      'at least 1',
    )
  })
})
