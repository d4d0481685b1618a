import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { kishEss } from './kish-ess.ts'

describe('kishEss', () => {
  it('counts the items that equal weights would need', () => {
    // By hand: 16/10.
    const { n, ess, designEffect, low } = kishEss([3, 0, 1])
    expect([n, low]).toEqual([3, false])
    expectClose(ess, 1.6)
    expectClose(designEffect, 1.875)
    expect(kishEss([2, 2, 2, 2])).toEqual({ n: 4, ess: 4, designEffect: 1, low: false })
  })

  it('warns below 30 percent', () => {
    // By hand: 17^2/(256 + 1) = 1.12 of 2, then (16 + 7)^2/(256 + 7) = 2.01 of 8.
    expect(kishEss([16, 1]).low).toBe(false)
    expect(kishEss([16, 1, 1, 1, 1, 1, 1, 1]).low).toBe(true)
  })

  it('does not depend on the unit of the weights, however small', () => {
    expectClose(kishEss([1e-200, 3e-200]).ess, 1.6)
    expectClose(kishEss([1e200, 3e200]).ess, 1.6)
  })

  it('is null without weights and refuses negative ones', () => {
    expect(kishEss([])).toEqual({ n: 0, ess: null, designEffect: null, low: null })
    expect(kishEss([0, 0])).toEqual({ n: 2, ess: null, designEffect: null, low: null })
    expect(() => kishEss([1, -1])).toThrow(RangeError)
  })
})
