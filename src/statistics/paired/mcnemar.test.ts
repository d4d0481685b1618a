import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { mcnemar } from './mcnemar.ts'

describe('mcnemar', () => {
  it('matches R', () => {
    // binom.test(9, 11), less dbinom(2, 11, 0.5) for the mid-p; mcnemar.test without and with correction.
    const result = mcnemar({ n11: 20, n10: 9, n01: 2, n00: 5 })
    expect([result.n, result.discordant]).toEqual([36, 11])
    expectClose(result.exactP, 0.0654296875)
    expectClose(result.midP, 0.03857421875)
    expectClose(result.chi2, 49 / 11)
    expectClose(result.chi2P, 0.03480847881186708)
    expectClose(result.chi2ccP, 0.07044042927208821)
  })

  it('matches R with 99,300 discordant questions', () => {
    const result = mcnemar({ n11: 1, n10: 50_000, n01: 49_300, n00: 1 })
    expectClose(result.exactP, 0.02654005720370528, 1e-11)
    expectClose(result.midP, 0.02632530178812284, 1e-11)
    expectClose(result.chi2P, 0.02632504121506273, 1e-11)
    expectClose(result.chi2ccP, 0.02654055458431578, 1e-11)
  })

  it('is the same when the systems change places and does not hang on concordant questions', () => {
    const one = mcnemar({ n11: 20, n10: 9, n01: 2, n00: 5 })
    const other = mcnemar({ n11: 0, n10: 2, n01: 9, n00: 0 })
    expect({ ...other, n: one.n }).toEqual(one)
  })

  it('is 1 when the discordant questions split evenly, as near as an odd number can for the exact p', () => {
    const even = mcnemar({ n11: 3, n10: 9, n01: 9, n00: 0 })
    expect([even.exactP, even.midP, even.chi2, even.chi2P, even.chi2ccP]).toEqual([1, 1, 0, 1, 1])
    expect(mcnemar({ n11: 3, n10: 5, n01: 4, n00: 0 }).exactP).toBe(1)
    expect(mcnemar({ n11: 3, n10: 5, n01: 4, n00: 0 }).chi2ccP).toBe(1)
  })

  it('has no chi-square without discordant questions', () => {
    expect(mcnemar({ n11: 3, n10: 0, n01: 0, n00: 1 })).toEqual({
      n: 4,
      discordant: 0,
      exactP: 1,
      midP: 1,
      chi2: null,
      chi2P: null,
      chi2ccP: null,
    })
    expect(mcnemar({ n11: 0, n10: 0, n01: 0, n00: 0 })).toMatchObject({ n: 0, exactP: 1, chi2: null })
  })

  it('refuses what is no count', () => {
    expect(() => mcnemar({ n11: 1, n10: -1, n01: 0, n00: 0 })).toThrow('n10 must be a whole number')
    expect(() => mcnemar({ n11: 1.5, n10: 1, n01: 0, n00: 0 })).toThrow('n11 must be a whole number')
  })
})
