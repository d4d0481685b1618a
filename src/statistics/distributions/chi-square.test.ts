import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { chiSquareCdf, chiSquareQuantile, chiSquareUpper, chiSquareUpperQuantile } from './chi-square.ts'

// Computed with mpmath 1.3.0 at 30 digits from the defining integrals and sums.
describe('chi-square against mpmath', () => {
  it('chiSquareCdf', () => {
    expectClose(chiSquareCdf(9.3, 5), 0.9023199543596445)
    expectClose(chiSquareCdf(0.001, 1), 0.025227120630039613)
    expectClose(chiSquareCdf(1000, 5), 1.0)
    expectClose(chiSquareCdf(200, 150), 0.9960268140291784)
    expectClose(chiSquareCdf(100000, 100000), 0.5005947081047933)
    expectClose(chiSquareCdf(3.84, 1), 0.9499564787512949)
  })

  it('chiSquareUpper', () => {
    expectClose(chiSquareUpper(9.3, 5), 0.09768004564035544)
    expectClose(chiSquareUpper(0.001, 1), 0.9747728793699604)
    expectClose(chiSquareUpper(1000, 5), 6.010077687920804e-214)
    expectClose(chiSquareUpper(200, 150), 0.003973185970821611)
    expectClose(chiSquareUpper(3.84, 1), 0.050043521248705106)
  })
})

// R 4.2.2: qchisq(0.975, 4), qchisq(1e-12, 3), qchisq(0.9999999, 250).
describe('chiSquareQuantile', () => {
  it('matches R', () => {
    expectClose(chiSquareQuantile(0.975, 4), 11.143286781877796)
    expectClose(chiSquareQuantile(1e-12, 3), 2.4179879427180364e-8)
    expectClose(chiSquareQuantile(0.9999999, 250), 384.089470785809)
    expectClose(chiSquareUpper(chiSquareUpperQuantile(1e-40, 6), 6), 1e-40)
  })

  it('gives the ends of the range at 0 and 1', () => {
    expect(chiSquareQuantile(0, 3)).toBe(0)
    expect(chiSquareQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY)
  })
})
