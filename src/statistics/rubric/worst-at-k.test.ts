import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { worstAtK } from './worst-at-k.ts'

describe('worstAtK', () => {
  it('is the mean of the smallest over all subsets', () => {
    // Pairs of 0.1, 0.2, 0.6: smallest 0.1, 0.1, 0.2.
    expectClose(worstAtK([[0.6, 0.1, 0.2]], 2).value, 0.4 / 3)
    expectClose(worstAtK([[0.6, 0.1, 0.2]], 1).value, 0.3)
    expectClose(worstAtK([[0.6, 0.1, 0.2]], 3).value, 0.1)
  })

  it('leaves out questions with too few answers, not counting missing ones', () => {
    const result = worstAtK([[0.5, 0.9], [0.7, null], [], [0.2, 0.4, null]], 2)
    expect(result.n).toBe(2)
    expectClose(result.value, 0.35)
    expect(result.perQuestion).toEqual([0.5, null, null, 0.2])
    expect(worstAtK([[0.5]], 2)).toEqual({ value: null, n: 0, perQuestion: [null] })
    expect(worstAtK([], 1)).toEqual({ value: null, n: 0, perQuestion: [] })
  })

  it('neither overflows nor drifts for very many answers', () => {
    // Scores 1 to n: the expected smallest of k is (n + 1)/(k + 1).
    const n = 20_000
    const scores = [Array.from({ length: n }, (_, rank) => n - rank)]
    for (const k of [1, 2, 50, 9_999, n]) expectClose(worstAtK(scores, k).value, (n + 1) / (k + 1), 1e-10)
  })

  it('never rises with k', () => {
    const scores = [
      [0.3, -0.2, 0.9, 0.9, 0.1],
      [0.5, 0.4, 0.6, 0.2, 0.8],
    ]
    const values = [1, 2, 3, 4, 5].map((k) => worstAtK(scores, k).value ?? Number.NaN)
    for (let k = 1; k < values.length; k++) expect(values[k]!).toBeLessThan(values[k - 1]!)
  })

  it('rejects a k that is not a whole number of at least 1', () => {
    for (const k of [0, 1.5, -1, Number.NaN]) expect(() => worstAtK([[1]], k)).toThrow('k must be')
    expect(() => worstAtK([[Number.NaN]], 1)).toThrow('score')
  })
})
