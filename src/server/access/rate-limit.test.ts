import { expect, it } from 'vitest'
import { rateLimit } from './rate-limit.ts'

it('takes a burst, then so many a second, each key by itself', () => {
  const limit = rateLimit(3, 2)
  expect([0, 0, 0].map((now) => limit.take('ada', now))).toEqual([0, 0, 0])
  expect(limit.take('ada', 0)).toBeCloseTo(0.5, 12)
  expect(limit.take('bob', 0)).toBe(0)
  // Half a second brings one.
  expect(limit.take('ada', 500)).toBe(0)
  expect(limit.take('ada', 500)).toBeGreaterThan(0)
  // After a long while there is a burst again and no more.
  expect([0, 0, 0, 0].map(() => limit.take('ada', 1e6) === 0)).toEqual([true, true, true, false])
})

it('forgets the keys that were unused for longest, not without end', () => {
  const limit = rateLimit(1, 1)
  limit.take('first', 0)
  for (let key = 0; key < 20_000; key++) limit.take(String(key), 0)
  // Forgotten: its bucket is full again.
  expect(limit.take('first', 0)).toBe(0)
})
