import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { noncentralTCdf, noncentralTUpper } from './noncentral-t.ts'

// Computed with mpmath 1.3.0 at 30 digits from the defining integrals and sums.
describe('noncentral-t against mpmath', () => {
  it('noncentralTCdf', () => {
    expectClose(noncentralTCdf(2.2, 11, 2.9), 0.2478118809910602)
    expectClose(noncentralTCdf(-3, 5, 2), 6.73318853123727e-5)
    expectClose(noncentralTCdf(1.98, 148, 2.8), 0.2066909383688191)
    expectClose(noncentralTCdf(0, 7, 1), 0.15865525393145705)
    expectClose(noncentralTCdf(2, 1, 0.5), 0.7484855842392901)
    expectClose(noncentralTCdf(30, 10, 10), 0.999613179289663)
    expectClose(noncentralTCdf(1.7, 3, -4), 0.9999995619320778)
    expectClose(noncentralTCdf(2, 500, 3), 0.15889619886885878)
    expectClose(noncentralTCdf(12, 4, 0), 0.9998617857257485)
    expectClose(noncentralTCdf(-2, 30, 5), 6.066645573384252e-12)
    expectClose(noncentralTCdf(2.5, 2.7, 0.001), 0.9513811224703468)
    expectClose(noncentralTCdf(60, 60, 50), 0.9630734441923837)
  })
})

describe('noncentralTUpper', () => {
  it('is the complement and reduces to the central distribution', () => {
    expectClose(noncentralTUpper(2.2, 11, 2.9) + noncentralTCdf(2.2, 11, 2.9), 1)
    // R 4.2.2: pt(2.1, 11, lower.tail = FALSE).
    expectClose(noncentralTUpper(2.1, 11, 0), 0.029800159804033, 1e-11)
    expect(noncentralTCdf(Number.POSITIVE_INFINITY, 4, 1)).toBe(1)
    expect(() => noncentralTCdf(1, 4, Number.NaN)).toThrow('delta')
  })
})
