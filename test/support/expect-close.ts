import { expect } from 'vitest'

/** Fails unless `actual` is within the relative tolerance of `expected` (absolute where `expected` is 0). */
export function expectClose(actual: number | null, expected: number, tolerance = 1e-12): void {
  const distance = actual === null ? Number.POSITIVE_INFINITY : Math.abs(actual - expected)
  const bound = tolerance * (expected === 0 ? 1 : Math.abs(expected))
  expect(distance, `${actual} is not within ${bound} of ${expected}`).toBeLessThanOrEqual(bound)
}
