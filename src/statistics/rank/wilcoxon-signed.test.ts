import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { wilcoxonSigned } from './wilcoxon-signed.ts'

const steps = [1, -1, 2, 3, 3, -2, 1, 0, 0, 4, -1, 2, 2]

describe('wilcoxonSigned', () => {
  it('matches R wilcox.test(d, exact = FALSE) with and without ties', () => {
    const tied = wilcoxonSigned(steps)
    expect([tied.n, tied.zeros, tied.v]).toEqual([11, 2, 54.5])
    expectClose(tied.p, 0.05918629968382849)
    const distinct = wilcoxonSigned(Float64Array.of(0.5, -1.25, 3, 2.5, -0.75, 4, 1.5, 6))
    expect(distinct.v).toBe(31)
    expectClose(distinct.p, 0.08005791998443475)
  })

  it('keeps p and turns z when all signs change', () => {
    const one = wilcoxonSigned(steps)
    const other = wilcoxonSigned(steps.map((step) => -step))
    expect(other.p).toBe(one.p)
    expect(other.z).toBe(-(one.z ?? 0))
    expect((one.v ?? 0) + (other.v ?? 0)).toBe(66)
  })

  it('is 1 for one difference and for a balance, and null without differences other than 0', () => {
    expect(wilcoxonSigned([-3])).toMatchObject({ n: 1, v: 0, p: 1 })
    expect(wilcoxonSigned([2, -2])).toMatchObject({ n: 2, v: 1.5, p: 1 })
    expect(wilcoxonSigned([0, 0])).toEqual({ n: 0, zeros: 2, v: null, z: null, p: null })
    expect(wilcoxonSigned([]).n).toBe(0)
    expect(() => wilcoxonSigned([1, Number.NaN])).toThrow('difference 1 must be finite')
  })
})
