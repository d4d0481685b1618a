import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { tost } from './tost.ts'

describe('tost', () => {
  it('rejects exactly when the interval of level 1 - 2 alpha is inside the margins', () => {
    const generator = createGenerator(3, 'tost')
    let equivalent = 0
    for (let trial = 0; trial < 300; trial++) {
      const input = {
        estimate: 0.1 * generator.normal(),
        se: 0.08 * generator.uniform(),
        low: -0.1,
        high: 0.12,
      }
      const result = tost({ ...input, df: 1 + generator.integerBelow(20) })
      const inside = (result.ci?.lower ?? -1) > -0.1 && (result.ci?.upper ?? 1) < 0.12
      expect(result.equivalent).toBe(inside)
      if (inside) equivalent += 1
    }
    expect(equivalent).toBeGreaterThan(20)
  })

  it('mirrors when the systems change places', () => {
    const one = tost({ estimate: 0.03, se: 0.02, low: -0.05, high: 0.1, df: 9 })
    const other = tost({ estimate: -0.03, se: 0.02, low: -0.1, high: 0.05, df: 9 })
    expectClose(other.pLower, one.pUpper ?? 0)
    expectClose(other.pSuperiority, one.pSuperiority ?? 0)
  })

  it('proves nothing without an estimate or a standard error', () => {
    for (const input of [
      { estimate: null, se: 0.1 },
      { estimate: 0, se: null },
      { estimate: 0, se: 0 },
    ]) {
      const result = tost({ ...input, low: -1, high: 1 })
      expect([result.p, result.ci, result.equivalent]).toEqual([null, null, false])
    }
  })

  it('names illegal margins and levels', () => {
    expect(() => tost({ estimate: 0, se: 1, low: 1, high: 1 })).toThrow('below high')
    expect(() => tost({ estimate: 0, se: 1, low: -1, high: 1, alpha: 0.5 })).toThrow('0.5')
    expect(() => tost({ estimate: 0, se: -1, low: -1, high: 1 })).toThrow('at least 0')
    expect(() => tost({ estimate: 0, se: 1, low: -1, high: 1, df: 0 })).toThrow('df')
  })

  it('is a test of non-inferiority without an upper edge', () => {
    // R: pt((0.02 + 0.05)/0.03, 11, lower.tail = FALSE) is 0.019817747.
    const result = tost({ estimate: 0.02, se: 0.03, low: -0.05, high: Number.POSITIVE_INFINITY, df: 11 })
    expectClose(result.p, result.pLower ?? 0)
    expect(result.pUpper).toBe(0)
    expect(Math.abs((result.p ?? 0) - 0.019817747)).toBeLessThan(1e-6)
    expect(result.equivalent).toBe(true)
  })
})
