import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { pairedDifferenceIntervals } from './diff-ci.ts'
import { tangoNoninferiority } from './tango-noninferiority.ts'

describe('tangoNoninferiority', () => {
  it('matches a numerical maximum likelihood under the null', () => {
    // scipy: brentq on the derivative of the multinomial log-likelihood.
    const result = tangoNoninferiority({ n11: 43, n10: 0, n01: 1, n00: 0 }, 0.1)
    expectClose(result.z, 1.7085642859406607, 1e-11)
    expectClose(result.p, 0.0437658444385607, 1e-11)
    expectClose(result.diff, -1 / 44)
  })

  it("is McNemar's z for a margin of 0 and by hand without discordant questions", () => {
    expectClose(tangoNoninferiority({ n11: 5, n10: 9, n01: 2, n00: 1 }, 0).z, 7 / Math.sqrt(11))
    // z^2 = n m/(1 - m).
    expectClose(tangoNoninferiority({ n11: 80, n10: 0, n01: 0, n00: 20 }, 0.05).z, Math.sqrt(5 / 0.95))
  })

  it("rejects exactly where Tango's interval excludes the margin", () => {
    const table = { n11: 60, n10: 5, n01: 9, n00: 26 }
    const lower = pairedDifferenceIntervals(table, 0.95).tango?.lower ?? 0
    expectClose(tangoNoninferiority(table, -lower).p, 0.025, 1e-9)
    const gain = pairedDifferenceIntervals({ n11: 60, n10: 30, n01: 5, n00: 5 }, 0.95).tango?.lower ?? 0
    expectClose(tangoNoninferiority({ n11: 60, n10: 30, n01: 5, n00: 5 }, -gain).p, 0.025, 1e-9)
  })

  it('is infinite where the null leaves no chance and null where it cannot be judged', () => {
    expect(tangoNoninferiority({ n11: 3, n10: 1, n01: 2, n00: 1 }, 1)).toMatchObject({
      z: Number.POSITIVE_INFINITY,
      p: 0,
    })
    expect(tangoNoninferiority({ n11: 3, n10: 1, n01: 2, n00: 1 }, -1)).toMatchObject({
      z: Number.NEGATIVE_INFINITY,
      p: 1,
    })
    expect(tangoNoninferiority({ n11: 0, n10: 0, n01: 4, n00: 0 }, 1)).toMatchObject({ z: null, p: null })
    expect(tangoNoninferiority({ n11: 3, n10: 0, n01: 0, n00: 1 }, 0)).toMatchObject({
      diff: 0,
      z: null,
      p: null,
    })
    expect(tangoNoninferiority({ n11: 0, n10: 0, n01: 0, n00: 0 }, 0.1)).toEqual({
      n: 0,
      diff: null,
      z: null,
      p: null,
    })
    expect(() => tangoNoninferiority({ n11: 1, n10: 0, n01: 0, n00: 0 }, 5)).toThrow('margin')
  })
})
