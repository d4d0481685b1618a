import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { inventedEffect } from '../testing/invented-ledger.ts'
import { scaledEffect } from './pooling-scale.ts'

const effect = inventedEffect(24.4, 18.3, 30.4)

describe('scaledEffect', () => {
  // Expected values: R 4.2.2, by the formulas named.
  it('takes a win difference to the log odds of a win', () => {
    const { scale, estimate, variance } = scaledEffect(effect)
    expect(scale).toBe('preference-log-odds')
    expectClose(estimate, 0.498045897119592)
    expectClose(variance, 0.00430913605826719, 1e-9)
  })

  it('takes a win rate to the same scale', () => {
    // p = .499, se = .062/(2 qnorm(.975)): log(p/(1 - p)) and (se/(p(1 - p)))^2.
    const { scale, estimate, variance } = scaledEffect({
      ...inventedEffect(49.9, 46.8, 53),
      kind: 'win-rate',
    })
    expect(scale).toBe('preference-log-odds')
    expectClose(estimate, -0.00400000533334613, 1e-9)
    expectClose(variance, 0.00400267807789743, 1e-9)
  })

  it('prefers counts to the interval', () => {
    // 60 wins, 20 ties, 20 losses: p = .7, var = (.65 - .49)/100.
    const { estimate, variance } = scaledEffect({
      ...effect,
      counts: { value: { wins: 60, ties: 20, losses: 20 }, access: 'P', source: 'paper-1' },
    })
    expectClose(estimate, 0.847297860387203)
    expectClose(variance, 0.036281179138322)
  })

  it('takes a ratio to its logarithm', () => {
    const { scale, estimate, variance } = scaledEffect({
      ...inventedEffect(0.77, 0.55, 1.08),
      kind: 'odds-ratio',
    })
    expect(scale).toBe('marginal-log-odds-ratio')
    expectClose(estimate, -0.261364764134408)
    expectClose(variance, 0.029634080345202, 1e-9)
  })

  it.each([
    [{ ...effect, interval: { value: null, reason: 'none' } } as const, 'no interval'],
    [{ ...inventedEffect(100, 90, 100) }, 'one way'],
    [{ ...inventedEffect(2, 0, 3), kind: 'odds-ratio' } as const, 'reaches 0'],
    [{ ...inventedEffect(2, 2, 2), kind: 'mean-difference' } as const, 'no width'],
  ])('refuses what cannot be weighed', (one, reason) => {
    const { estimate, reason: given } = scaledEffect(one)
    expect(estimate).toBeNull()
    expect(given).toContain(reason)
  })
})
