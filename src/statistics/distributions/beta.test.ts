import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { betaCdf, betaQuantile, betaUpper, betaUpperQuantile } from './beta.ts'

// Computed with mpmath 1.3.0 at 30 digits from the defining integrals and sums.
describe('beta against mpmath', () => {
  it('betaCdf', () => {
    expectClose(betaCdf(0.3, 2.5, 7), 0.6412224629717211)
    expectClose(betaCdf(0.999, 0.5, 0.5), 0.9798649583666225)
    expectClose(betaCdf(1e-5, 0.01, 5), 0.9099486514594585)
    expectClose(betaCdf(0.5, 300, 310), 0.6573251825149163)
    expectClose(betaCdf(0.9, 2, 50), 1.0)
    expectClose(betaCdf(0.01, 50, 2), 5.050000000000005e-99)
    expectClose(betaCdf(0.6, 1000, 1000), 1.0)
    expectClose(betaCdf(0.2, 0.5, 40), 0.9999747065666535)
  })

  it('betaUpper', () => {
    expectClose(betaUpper(0.3, 2.5, 7), 0.3587775370282788)
    expectClose(betaUpper(0.999, 0.5, 0.5), 0.0201350416333775)
    expectClose(betaUpper(1e-5, 0.01, 5), 0.0900513485405415)
    expectClose(betaUpper(0.5, 300, 310), 0.3426748174850837)
    expectClose(betaUpper(0.01, 50, 2), 1.0)
    expectClose(betaUpper(0.6, 1000, 1000), 8.231611354869308e-20)
    expectClose(betaUpper(0.2, 0.5, 40), 2.5293433346428294e-5)
  })
})

// R 4.2.2: qbeta(0.025, 3, 98), qbeta(1e-10, 0.5, 3), qbeta(0.999, 20, 0.3), qbeta(0.5, 1e4, 2e4);
// P(X > 0.9) for shapes 2 and 50 is 0.1^50 (1 + 50 * 0.9) = 46e-50 by hand.
describe('betaQuantile', () => {
  it('matches R', () => {
    expectClose(betaQuantile(0.025, 3, 98), 0.0062299715383064)
    expectClose(betaQuantile(1e-10, 0.5, 3), 2.8444444444444445e-21)
    expectClose(betaQuantile(0.999, 20, 0.3), 0.999999999996452)
    expectClose(betaQuantile(0.5, 1e4, 2e4), 0.33332962958390583)
    expectClose(betaUpper(0.9, 2, 50), 46e-50)
    expectClose(betaUpper(betaUpperQuantile(1e-4, 4, 7), 4, 7), 1e-4)
  })

  it('gives 0 and 1 at the ends', () => {
    expect(betaQuantile(0, 2, 3)).toBe(0)
    expect(betaQuantile(1, 2, 3)).toBe(1)
    expect(() => betaQuantile(0.5, 0, 1)).toThrow('a must be above 0')
  })
})
