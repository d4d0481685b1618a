import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { tCdf, tQuantile, tTwoSided, tUpper, tUpperQuantile } from './student-t.ts'

// Computed with mpmath 1.3.0 at 30 digits from the defining integrals and sums.
describe('student-t against mpmath', () => {
  it('tUpper', () => {
    expectClose(tUpper(40, 5), 9.205981085886477e-8)
    expectClose(tUpper(6.3, 3), 0.0040398557204643975)
    expectClose(tUpper(2.1, 11), 0.029800159804032975)
    expectClose(tUpper(0.001, 4), 0.499625000078125)
    expectClose(tUpper(-1, 2.5), 0.7979694863608633)
    expectClose(tUpper(5, 1000), 3.3836281823243153e-7)
    expectClose(tUpper(10, 100000), 7.816507650103545e-24)
    expectClose(tUpper(3, 1), 0.10241638234956672)
    expectClose(tUpper(1000000, 0.5), 0.00032070097541419884)
    expectClose(tUpper(2, 149), 0.023658839141060633)
    expectClose(tUpper(1e-8, 30), 0.4999999960436782)
    expectClose(tUpper(4, 1000000), 3.167351700502405e-5)
  })
})

// R 4.2.2: pt(37, 619, lower.tail = FALSE), qt(...) with options(digits = 17).
describe('tQuantile', () => {
  it('matches R', () => {
    expectClose(tUpper(37, 619), 2.844241092554205e-159)
    expectClose(tQuantile(0.975, 11), 2.2009851600916397)
    expectClose(tQuantile(0.95, 1), 6.313751514675043)
    expectClose(tQuantile(0.8, 2.7), 0.9958893770274554)
    expectClose(tQuantile(1e-10, 2.7), -4754.420158730887)
    expectClose(tQuantile(1e-200, 3), -4.795275720469209e66)
    expectClose(tQuantile(0.6, 1e6), 0.25334717053784167)
    expectClose(tQuantile(1e-15, 148), -8.885223380668206)
    // R gives 2.597460275970435e-5; to first order the quantile is 0.00001/f(0), f(0) = 0.3849945184.
    expect(Math.abs(tQuantile(0.50001, 7) / 2.59746027597e-5 - 1)).toBeLessThan(1e-10)
    expectClose(tUpperQuantile(1e-15, 148), 8.885223380668206)
  })

  it('becomes the normal for infinite degrees of freedom', () => {
    expectClose(tQuantile(0.975, Number.POSITIVE_INFINITY), 1.959963984540054)
    expectClose(tQuantile(0.6, Number.POSITIVE_INFINITY), 0.2533471031357997)
    expectClose(tUpper(3, Number.POSITIVE_INFINITY), 0.0013498980316300946)
  })

  it('is infinite at the ends and 0 in the middle', () => {
    expect(tQuantile(0, 4)).toBe(Number.NEGATIVE_INFINITY)
    expect(tQuantile(1, 4)).toBe(Number.POSITIVE_INFINITY)
    expect(tQuantile(0.5, 4)).toBe(0)
    expect(() => tQuantile(0.5, 0)).toThrow('df must be above 0')
  })

  it('comes back through the distribution function', () => {
    for (const df of [0.5, 1, 3, 148, 619]) {
      for (let p = 0.0005; p < 1; p += 0.0307) expectClose(tCdf(tQuantile(p, df), df), p)
    }
    expectClose(tTwoSided(-2.1, 11), 2 * tCdf(-2.1, 11))
  })
})
