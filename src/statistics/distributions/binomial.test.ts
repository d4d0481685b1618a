import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { binomialCdf, binomialDensity, binomialQuantile, binomialUpper } from './binomial.ts'

// Computed with mpmath 1.3.0 at 30 digits from the defining integrals and sums.
describe('binomial against mpmath', () => {
  it('binomialDensity', () => {
    expectClose(binomialDensity(12, 40, 0.5), 0.005081213639641646)
    expectClose(binomialDensity(0, 60, 0.5), 8.673617379884035e-19)
    expectClose(binomialDensity(500, 100000, 0.004), 1.6035170916532154e-7)
    expectClose(binomialDensity(7, 7, 0.3), 0.00021869999999999995)
  })

  it('binomialCdf', () => {
    expectClose(binomialCdf(12, 40, 0.5), 0.008294501687487355)
    expectClose(binomialCdf(0, 60, 0.5), 8.673617379884035e-19)
    expectClose(binomialCdf(7, 7, 0.3), 1.0)
    expectClose(binomialCdf(250, 500, 0.01), 1.0)
  })

  it('binomialUpper', () => {
    expectClose(binomialUpper(12, 40, 0.5), 0.9917054983125126)
    expectClose(binomialUpper(0, 60, 0.5), 1.0)
  })
})

// R 4.2.2: qbinom(c(0.5, 0.025, 0.975), 40, 0.3).
describe('binomialQuantile', () => {
  it('matches R', () => {
    expect([0.5, 0.025, 0.975].map((p) => binomialQuantile(p, 40, 0.3))).toEqual([12, 7, 18])
    expect(binomialQuantile(binomialCdf(9, 40, 0.3), 40, 0.3)).toBe(9)
    expect([binomialQuantile(0, 5, 0.5), binomialQuantile(1, 5, 0.5)]).toEqual([0, 5])
  })
})

describe('binomial edges', () => {
  it('has no chance outside 0 to n and certainty for p of 0 or 1', () => {
    expect(binomialDensity(-1, 4, 0.5)).toBe(0)
    expect(binomialDensity(1.5, 4, 0.5)).toBe(0)
    expect(binomialDensity(0, 4, 0)).toBe(1)
    expect(binomialDensity(4, 4, 1)).toBe(1)
    expect(binomialDensity(0, 0, 0.5)).toBe(1)
    expect(binomialCdf(-1, 4, 0.5)).toBe(0)
    expect(binomialCdf(4, 4, 0.5)).toBe(1)
    expect(binomialUpper(2, 4, 1)).toBe(1)
    expect(() => binomialCdf(1, 4, 1.2)).toThrow('between 0 and 1')
  })
})
