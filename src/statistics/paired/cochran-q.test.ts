import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { cochranQ } from './cochran-q.ts'
import { mcnemar } from './mcnemar.ts'

const marks = [
  [1, 1, 0],
  [1, 0, 0],
  [1, 1, 1],
  [1, 0, 1],
  [0, 0, 0],
  [1, 1, 0],
  [1, 0, 0],
  [0, 1, 0],
  [1, 1, 0],
  [1, 0, 0],
]

describe('cochranQ', () => {
  it('matches statsmodels, with pairs adjusted by Holm', () => {
    // cochrans_q; binom.cdf and binom.pmf of scipy for the mid-p; multipletests(method='holm').
    const result = cochranQ(marks)
    expectClose(result.q, 6.75)
    expect(result.df).toBe(2)
    expectClose(result.p, 0.034218118311666025)
    expect(result.proportions).toEqual([0.8, 0.5, 0.2])
    const expected = [
      [0, 1, 4, 1, 0.21875, 0.4375],
      [0, 2, 6, 0, 0.015625, 0.046875],
      [1, 2, 4, 1, 0.21875, 0.4375],
    ]
    result.pairs?.forEach(({ a, b, onlyA, onlyB, midP, holmP }, place) => {
      const [, , , , mid = 0, holm = 0] = expected[place] ?? []
      expect([a, b, onlyA, onlyB]).toEqual(expected[place]?.slice(0, 4))
      expectClose(midP, mid)
      expectClose(holmP, holm)
    })
    expect(result.pairs?.length).toBe(3)
  })

  it("is McNemar's chi-square for two systems", () => {
    const two = cochranQ(marks.map((row) => row.slice(0, 2)))
    const { chi2, chi2P } = mcnemar({ n11: 4, n10: 4, n01: 1, n00: 1 })
    expectClose(two.q, chi2 ?? 0)
    expectClose(two.p, chi2P ?? 0)
  })

  it('leaves out questions with a missing mark, and questions all or none got right change nothing', () => {
    const more = cochranQ([...marks, [1, null, 0], [null, null, null], [1, 1], [1, 1, 1], [0, 0, 0]])
    expect([more.n, more.nDropped]).toEqual([12, 3])
    expectClose(more.q, 6.75)
  })

  it('is null when no question tells systems apart, for one system, and without complete questions', () => {
    expect(
      cochranQ([
        [1, 1],
        [0, 0],
      ]),
    ).toMatchObject({ q: null, df: 1, p: null, proportions: [0.5, 0.5] })
    expect(cochranQ([[1], [0], [1]])).toMatchObject({ q: null, df: 0, p: null, pairs: [] })
    expect(cochranQ([])).toEqual({
      n: 0,
      nDropped: 0,
      q: null,
      df: null,
      p: null,
      proportions: null,
      pairs: null,
    })
    expect(cochranQ([[1, null]])).toMatchObject({ n: 0, nDropped: 1, q: null, df: null })
    expect(() => cochranQ([[0.5, 1]])).toThrow('0, 1 or null')
  })
})
