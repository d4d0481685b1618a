import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { friedman } from './friedman.ts'

const marks = [
  [3, 4, 2],
  [1, 1, 1],
  [2, 4, 3],
  [5, 5, 4],
  [null, 2, 1],
  [2, 3, 3],
  [1, 5, 2],
]

describe('friedman', () => {
  it('matches R friedman.test, which leaves out the block with a missing mark', () => {
    const result = friedman(marks)
    expect([result.n, result.nDropped, result.df]).toEqual([6, 1, 2])
    expectClose(result.chi2, 5.444444444444445)
    expectClose(result.p, 0.06572852861653047)
    // Rank sums by hand: 9.5, 16 and 10.5.
    expect(result.meanRanks).toEqual([9.5 / 6, 16 / 6, 10.5 / 6])
  })

  it('uses the order of the marks only', () => {
    const stretched = marks.map((block) => block.map((mark) => (mark === null ? null : mark ** 3 - 40)))
    expect(friedman(stretched)).toEqual(friedman(marks))
  })

  it('is null when every block is one tie, for one system, and without complete blocks', () => {
    expect(
      friedman([
        [2, 2, 2],
        [4, 4, 4],
      ]),
    ).toMatchObject({ chi2: null, df: 2, p: null, meanRanks: [2, 2, 2] })
    expect(friedman([[1], [2]])).toMatchObject({ n: 2, chi2: null, df: 0, p: null })
    expect(friedman([])).toEqual({ n: 0, nDropped: 0, chi2: null, df: null, p: null, meanRanks: null })
    expect(friedman([[1, null], [3]])).toMatchObject({ n: 0, nDropped: 2, chi2: null })
    expect(friedman([[], []])).toMatchObject({ n: 0, nDropped: 2, chi2: null })
    expect(() => friedman([[1, Number.NaN]])).toThrow('NaN')
  })
})
