import { describe, expect, it } from 'vitest'
import { nelderMead } from './nelder-mead.ts'

const options = { step: 0.5, valueTolerance: 1e-14, distanceTolerance: 1e-7, maximumEvaluations: 2000 }

const valley = ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>) =>
  (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)

describe('nelderMead', () => {
  it('finds the end of a curved valley', () => {
    const found = nelderMead(valley, [-1.2, 1], options)
    expect(found.converged).toBe(true)
    expect(Math.abs(found.at[0]! - 1)).toBeLessThan(1e-5)
    expect(Math.abs(found.at[1]! - 1)).toBeLessThan(1e-5)
  })

  it('stays where the function is finite', () => {
    const found = nelderMead(
      ([x = 0, y = 0]) => (x < 0.5 ? Number.POSITIVE_INFINITY : x * x + y * y),
      [2, 2],
      options,
    )
    expect(found.value).toBeGreaterThanOrEqual(0.25)
    expect(found.value).toBeLessThan(0.2501)
  })

  it('says when the evaluations ran out', () => {
    const found = nelderMead(valley, [-1.2, 1], { ...options, maximumEvaluations: 20 })
    expect(found.converged).toBe(false)
    expect(found.value).toBeLessThanOrEqual(valley([-1.2, 1]))
  })
})
