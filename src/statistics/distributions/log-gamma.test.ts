import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { logGamma } from './log-gamma.ts'

// Computed with mpmath 1.3.0 at 30 digits from the defining integrals and sums.
describe('log-gamma against mpmath', () => {
  it('logGamma', () => {
    expectClose(logGamma(0.5), 0.5723649429247001)
    expectClose(logGamma(171.2), 707.60092684767)
    expectClose(logGamma(1.0000001), -5.772155829918507e-8)
    expectClose(logGamma(2.0000001), 4.227843666532498e-8)
    expectClose(logGamma(1.99), -0.004195529088791668)
    expectClose(logGamma(1e-10), 23.025850929882736)
    expectClose(logGamma(3.3), 0.9870985778947344)
    expectClose(logGamma(9.99), 12.779315214350193)
    expectClose(logGamma(10), 12.801827480081469)
    expectClose(logGamma(1000000), 12815504.569147611)
    expectClose(logGamma(-1.5), 0.860047015376481)
    expectClose(logGamma(-0.3), 1.4648400508576025)
    expectClose(logGamma(0.7), 0.26086724653166654)
    expectClose(logGamma(1.49), -0.12110025854219772)
  })
})

describe('logGamma at the edges', () => {
  it('is 0 at 1 and 2 and infinite at the poles', () => {
    expect(logGamma(1)).toBe(0)
    expect(logGamma(2)).toBe(0)
    expect(logGamma(0)).toBe(Number.POSITIVE_INFINITY)
    expect(logGamma(-3)).toBe(Number.POSITIVE_INFINITY)
    expect(logGamma(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
  })

  it('adds log x per step', () => {
    for (let x = 0.05; x < 14; x += 0.37) expectClose(logGamma(x + 1) - logGamma(x) + 10, Math.log(x) + 10)
  })
})
