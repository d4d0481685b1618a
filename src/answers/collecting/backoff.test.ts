import { describe, expect, it } from 'vitest'
import { waitMilliseconds } from './backoff.ts'

const settings = { firstMilliseconds: 100, longestMilliseconds: 1000 }

describe('waitMilliseconds', () => {
  it('doubles between a half and the whole, up to the longest', () => {
    const range = (attempt: number) =>
      [0, 1].map((uniform) => waitMilliseconds(attempt, null, uniform, settings))
    expect([1, 2, 3, 4, 5, 60].map(range)).toEqual([
      [50, 100],
      [100, 200],
      [200, 400],
      [400, 800],
      [500, 1000],
      [500, 1000],
    ])
  })

  it('never undercuts what the provider asked for', () => {
    expect(waitMilliseconds(1, 5000, 0, settings)).toBe(5000)
    expect(waitMilliseconds(1, 5000, 1, settings)).toBe(5500)
    expect(waitMilliseconds(9, 10, 0.5, settings)).toBe(750)
  })
})
