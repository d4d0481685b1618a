import { describe, expect, it } from 'vitest'
import { quasiNewton, withDifferences } from './quasi-newton.ts'

const valley = (at: Float64Array) => {
  const [x = 0, y = 0] = at
  const value = (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
  const gradient = Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x))
  return { value, gradient }
}

describe('quasiNewton', () => {
  it('finds the end of a curved valley', () => {
    const found = quasiNewton(valley, [-1.2, 1], 0.01, 1e-16)
    expect(found.converged).toBe(true)
    expect(Math.abs(found.at[0]! - 1)).toBeLessThan(1e-7)
    expect(Math.abs(found.at[1]! - 1)).toBeLessThan(1e-7)
  })

  it('turns back from where the function is infinite', () => {
    // x - log x has its minimum 1 at x = 1.
    const found = quasiNewton(
      ([x = 0]) => ({
        value: x > 0 ? x - Math.log(x) : Number.POSITIVE_INFINITY,
        gradient: Float64Array.of(1 - 1 / x),
      }),
      [0.01],
      100,
      1e-16,
    )
    expect(Math.abs(found.value - 1)).toBeLessThan(1e-12)
  })

  it('takes gradients by differences', () => {
    const { value, gradient } = withDifferences((at) => valley(at).value, 1e-5)(Float64Array.of(0.3, -0.4))
    const exact = valley(Float64Array.of(0.3, -0.4))
    expect(value).toBe(exact.value)
    expect(Math.abs(gradient[0]! - exact.gradient[0]!)).toBeLessThan(1e-6)
    expect(Math.abs(gradient[1]! - exact.gradient[1]!)).toBeLessThan(1e-6)
  })

  it('gives a point back when there is nothing to choose', () => {
    expect(quasiNewton(() => ({ value: 3, gradient: new Float64Array(0) }), [], 1, 1e-10)).toMatchObject({
      value: 3,
      converged: true,
    })
  })
})
