import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { expMinusOne, expNegativeHalfSquare, logOnePlus } from './elementary.ts'

// mpmath 1.3.0 at 30 digits: log1p(1e-10), log1p(-0.3), expm1(1e-10), expm1(-0.7), exp(-38^2/2).
describe('elementary functions', () => {
  it('keep their digits near 0', () => {
    expectClose(logOnePlus(1e-10), 9.9999999995e-11)
    expectClose(logOnePlus(-0.3), -0.3566749439387324)
    expectClose(logOnePlus(1e-20), 1e-20)
    expectClose(expMinusOne(1e-10), 1.00000000005e-10)
    expectClose(expMinusOne(-0.7), -0.5034146962085905)
    expect(expMinusOne(-1000)).toBe(-1)
    expect(expMinusOne(1000)).toBe(Number.POSITIVE_INFINITY)
    expect(logOnePlus(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
  })

  it('square without losing digits in the normal density', () => {
    expectClose(expNegativeHalfSquare(37.3), 7.67741711310644e-303, 1e-13)
    expect(expNegativeHalfSquare(Number.POSITIVE_INFINITY)).toBe(0)
  })
})
