import { expect, it } from 'vitest'
import { pairwiseOf } from '../testing/preference-of.ts'
import { votesOf } from '../votes.ts'
import { positionFindings } from './position.ts'

it('tests each reviewer exactly, and all together by items', () => {
  const marks = Array.from({ length: 10 }, (_, n) => [
    pairwiseOf({ item: `q${n}`, reviewer: 'leans', outcome: 'a', first: n < 9 ? 'a' : 'b' }),
    pairwiseOf({ item: `q${n}`, reviewer: 'fair', outcome: 'a', first: n % 2 === 0 ? 'a' : 'b' }),
    pairwiseOf({ item: `q${n}`, reviewer: 'unknown', first: null }),
  ]).flat()
  const [all, fair, leans, ...more] = positionFindings(votesOf(marks), 1)
  expect(more).toEqual([])
  expect(leans).toMatchObject({ reviewer: 'leans', n: 10, estimate: 0.9 })
  // python3, scipy 1.10: stats.binomtest(9, 10).pvalue; twice that by Holm over two reviewers.
  expect(leans?.p).toBeCloseTo(0.021484375, 14)
  expect(leans?.adjustedP).toBeCloseTo(0.04296875, 14)
  expect(leans?.verdict).toBe('flagged')
  expect(fair).toMatchObject({ estimate: 0.5, p: 1, verdict: 'nothing found' })
  /*
   * By hand: items have sums of 2 (five times: both chose the first), of 0 (four times) and of -2 (q9): with six that are not 0
   * the sum is 8, and 2 x (6 + 1) of the 64 patterns of signs reach 8 or 12.
   */
  expect(all).toMatchObject({ reviewer: null, n: 20, estimate: 0.7 })
  expect(all?.p).toBeCloseTo(14 / 64, 14)
})

it('says nothing of few marks and of none', () => {
  expect(positionFindings([], 1)).toMatchObject([{ n: 0, estimate: null, p: null, verdict: 'too few marks' }])
  const [, own] = positionFindings(votesOf([pairwiseOf({ item: 'q' })]), 1)
  expect(own).toMatchObject({ n: 1, estimate: 1, p: null, adjustedP: null, verdict: 'too few marks' })
})
