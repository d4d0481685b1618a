import { expect, it } from 'vitest'
import { laterLessEarlier, trendP } from './trend.ts'

const falling = [1, 1, 1, 0.5, 1, 1, 1, 0.5, 1, 0, 0.5, 1, 0, 0, 0.5, 0]

it('agrees with the correlation among all orders', () => {
  // python3, numpy and scipy 1.10: r = corrcoef(arange(16), y); 2 * norm.cdf(-abs(r * sqrt(15)))
  expect(trendP(falling)).toBeCloseTo(0.007817265406565506, 12)
  expect(trendP([...falling].reverse())).toBeCloseTo(0.007817265406565506, 12)
  expect(trendP([1, 1, 1])).toBeNull()
})

it('estimates the later half less the earlier', () => {
  // numpy: halves of eight, var(ddof=1), 1.959964 standard errors.
  const { estimate, ci } = laterLessEarlier(falling)
  expect(estimate).toBeCloseTo(-0.5, 14)
  expect(ci?.lower).toBeCloseTo(-0.8464759588203776, 12)
  expect(ci?.upper).toBeCloseTo(-0.15352404117962237, 12)
  expect(laterLessEarlier([1])).toEqual({ estimate: null, ci: null })
  // A value in the middle is in neither half.
  expect(laterLessEarlier([0, 5, 1])).toEqual({ estimate: 1, ci: null })
})
