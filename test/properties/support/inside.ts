import { expect } from 'vitest'
import { partOf } from './results.ts'

/** Room for a bound and an estimate that are the same number, rounded on two ways. */
const rounding = 1e-9

/** An estimate that is not defined, or has no interval, lies in no interval and fails nothing. */
export function expectInside(estimate: unknown, interval: unknown) {
  const lower = partOf(interval, 'lower')
  const upper = partOf(interval, 'upper')
  if (typeof estimate !== 'number' || typeof lower !== 'number' || typeof upper !== 'number') return
  expect(estimate).toBeGreaterThanOrEqual(lower - rounding)
  expect(estimate).toBeLessThanOrEqual(upper + rounding)
}
