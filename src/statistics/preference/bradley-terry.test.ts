import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { bradleyTerry } from './bradley-terry.ts'
import type { PairCounts } from './davidson.ts'

const pair = (a: number, b: number, winsA: number, winsB: number, ties = 0): PairCounts => ({
  a,
  b,
  winsA,
  ties,
  winsB,
})

describe('bradleyTerry', () => {
  it('is the log odds for two systems', () => {
    // By hand: log(30/12), variance 1/30 + 1/12, log likelihood of 30 in 42.
    const fit = bradleyTerry({ systems: 2, counts: [pair(0, 1, 30, 12)] })
    expectClose(fit.vsFirst?.estimate[0] ?? null, -Math.log(30 / 12), 1e-10)
    expectClose(fit.vsFirst?.se[0] ?? null, Math.sqrt(1 / 30 + 1 / 12), 1e-10)
    expectClose(fit.ability?.[0] ?? null, Math.log(30 / 12) / 2, 1e-10)
    expectClose(fit.logLik, 30 * Math.log(30 / 42) + 12 * Math.log(12 / 42), 1e-12)
  })

  it('gives the win odds of a closed cycle that is balanced', () => {
    // By hand: odds 2 : 1 along the chain and 4 : 1 across are fitted exactly, so abilities are log 2 apart.
    const fit = bradleyTerry({
      systems: 3,
      counts: [pair(0, 1, 20, 10), pair(1, 2, 20, 10), pair(0, 2, 16, 4)],
    })
    ;[Math.LN2, 0, -Math.LN2].forEach((ability, system) => {
      expect(Math.abs((fit.ability?.[system] ?? 9) - ability)).toBeLessThan(1e-10)
    })
  })

  it('leaves ties out and counts them', () => {
    const plain = bradleyTerry({ systems: 2, counts: [pair(0, 1, 30, 12)] })
    const tied = bradleyTerry({ systems: 2, counts: [pair(0, 1, 30, 12, 8), pair(1, 0, 0, 0, 3)] })
    expect([tied.ability, tied.se, tied.tiesDropped]).toEqual([plain.ability, plain.se, 11])
  })

  it('says why there is no fit', () => {
    const reasonOf = (systems: number, counts: readonly PairCounts[]) => {
      const fit = bradleyTerry({ systems, counts })
      expect([fit.ability, fit.se, fit.covariance, fit.logLik, fit.vsFirst]).toEqual(Array(5).fill(null))
      return fit.reason
    }
    expect(reasonOf(2, [pair(0, 1, 5, 0)])).toContain('won, or lost')
    expect(reasonOf(4, [pair(0, 1, 5, 2), pair(2, 3, 1, 1)])).toContain('never compared')
    expect(reasonOf(2, [pair(0, 1, 0, 0, 6)])).toContain('no comparisons')
    expect(reasonOf(1, [])).toContain('fewer than two')
    expect(reasonOf(0, [])).toContain('fewer than two')
  })

  it('has a penalised fit where the plain one has none, and marks it', () => {
    // By hand: 5 wins and 0 losses become 5.5 and 0.5.
    const fit = bradleyTerry({ systems: 2, counts: [pair(0, 1, 5, 0)], penalised: true })
    expect(fit.penalised).toBe(true)
    expectClose(fit.vsFirst?.estimate[0] ?? null, -Math.log(11), 1e-10)
    expectClose(fit.vsFirst?.se[0] ?? null, Math.sqrt(1 / 5.5 + 1 / 0.5), 1e-10)
    expectClose(fit.logLik, 5 * Math.log(11 / 12), 1e-10)
    const parts = bradleyTerry({
      systems: 4,
      counts: [pair(0, 1, 5, 2), pair(2, 3, 1, 1)],
      penalised: true,
    })
    expect(parts.reason).toBeNull()
    expect(bradleyTerry({ systems: 2, counts: [pair(0, 1, 5, 1)] }).penalised).toBe(false)
  })

  it('refuses systems out of range and counts that are none', () => {
    expect(() => bradleyTerry({ systems: 2, counts: [pair(0, 2, 1, 1)] })).toThrow(RangeError)
    expect(() => bradleyTerry({ systems: 2, counts: [pair(0, 1, Number.NaN, 1)] })).toThrow(RangeError)
  })
})
