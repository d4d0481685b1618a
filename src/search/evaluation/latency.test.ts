import { expect, it } from 'vitest'
import { latency } from './latency.ts'

it('gives type 7 quantiles of single times, and nulls of none', () => {
  // By hand: of 1 to 101 the quantile p lies at 1 + 100 p.
  const times = Array.from({ length: 101 }, (_, index) => 101 - index)
  expect(latency(times)).toEqual({ questions: 101, p50: 51, p95: 96, p99: 100, longest: 101 })
  expect(latency([])).toEqual({ questions: 0, p50: null, p95: null, p99: null, longest: null })
})
