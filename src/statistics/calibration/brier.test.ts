import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { brierScore } from './brier.ts'

describe('brierScore', () => {
  it('agrees with hand arithmetic', () => {
    const { n, brier, logLoss } = brierScore([0.8, 0.3], [1, 1])
    expect(n).toBe(2)
    expectClose(brier, (0.04 + 0.49) / 2)
    expectClose(logLoss, -(Math.log(0.8) + Math.log(0.3)) / 2)
  })

  it('is 0 for certain and right, and finite for certain and wrong', () => {
    expect(brierScore([1, 0], [1, 0])).toEqual({ n: 2, brier: 0, logLoss: 0 })
    // -log(1e-15) = 15 log(10), either way round.
    expectClose(brierScore([1], [0]).logLoss, 15 * Math.LN10)
    expectClose(brierScore([0], [1]).logLoss, 15 * Math.LN10)
  })

  it('is smallest at the true rate, as a proper score', () => {
    const y = [1, 1, 1, 0]
    const at = (p: number) => brierScore([p, p, p, p], y)
    for (const p of [0.7, 0.74, 0.76, 0.8]) {
      expect(at(p).brier!).toBeGreaterThan(at(0.75).brier!)
      expect(at(p).logLoss!).toBeGreaterThan(at(0.75).logLoss!)
    }
  })

  it('drops missing values and is null for none', () => {
    const { NaN: missing } = Number
    expect(brierScore([0.8, missing, 0.2], [1, 1, missing])).toEqual(brierScore([0.8], [1]))
    expect(brierScore([missing], [1])).toEqual({ n: 0, brier: null, logLoss: null })
  })

  it('rejects what is no probability or no outcome', () => {
    expect(() => brierScore([80], [1])).toThrow('p must lie')
    expect(() => brierScore([0.8], [2])).toThrow('outcome')
    expect(() => brierScore([0.8], [])).toThrow('outcomes')
  })
})
