import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { logBeta } from './log-beta.ts'

// Computed with mpmath 1.3.0 at 30 digits from the defining integrals and sums.
describe('log-beta against mpmath', () => {
  it('logBeta', () => {
    expectClose(logBeta(301, 300), -418.1674179638968)
    expectClose(logBeta(0.5, 0.5), 1.1447298858494002)
    expectClose(logBeta(1000000, 2), -27.631022115928047)
    expectClose(logBeta(1000000, 1000000), -1386300.003362921)
    expectClose(logBeta(5, 1000), -31.370707597807833)
    expectClose(logBeta(9, 9.5), -12.6493794533343)
    expectClose(logBeta(12, 0.01), 4.575048917405942)
  })
})

describe('logBeta at the edges', () => {
  it('names the legal range', () => {
    expect(() => logBeta(0, 1)).toThrow('a must be above 0')
  })
})
