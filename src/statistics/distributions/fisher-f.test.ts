import { describe, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { fCdf, fQuantile, fUpper } from './fisher-f.ts'

// Computed with mpmath 1.3.0 at 30 digits from the defining integrals and sums.
describe('fisher-f against mpmath', () => {
  it('fCdf', () => {
    expectClose(fCdf(3.1, 4, 37.5), 0.9733028325050289)
    expectClose(fCdf(50, 4, 37.5), 0.9999999999999843)
    expectClose(fCdf(1000, 11, 22), 1.0)
    expectClose(fCdf(0.01, 3, 8), 0.001488522210903003)
  })

  it('fUpper', () => {
    expectClose(fUpper(3.1, 4, 37.5), 0.02669716749497105)
    expectClose(fUpper(50, 4, 37.5), 1.564698226203052e-14)
    expectClose(fUpper(0.01, 3, 8), 0.998511477789097)
  })
})

// R 4.2.2: qf(0.975, 11, 22), qf(1e-6, 3, 8), qf(0.999, 2, 3), pf(1000, 11, 22, lower.tail = FALSE).
describe('fQuantile', () => {
  it('matches R', () => {
    expectClose(fQuantile(0.975, 11, 22), 2.646852143047473)
    expectClose(fQuantile(1e-6, 3, 8), 7.608220904842256e-5, 1e-7)
    expectClose(fCdf(fQuantile(1e-6, 3, 8), 3, 8), 1e-6)
    expectClose(fQuantile(0.999, 2, 3), 148.49999999999991)
    expectClose(fUpper(1000, 11, 22), 4.935836741769992e-27)
  })

  it('is chi-square over its degrees of freedom when the second are infinite', () => {
    expectClose(fQuantile(0.975, 4, Number.POSITIVE_INFINITY), 11.143286781877796 / 4)
    expectClose(fUpper(11.143286781877796 / 4, 4, Number.POSITIVE_INFINITY), 0.025)
  })
})
