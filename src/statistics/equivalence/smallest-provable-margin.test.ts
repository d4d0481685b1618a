import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { smallestProvableMargin } from './smallest-provable-margin.ts'
import { tost } from './tost.ts'

describe('smallestProvableMargin', () => {
  it('is the larger limit of the 90% interval', () => {
    // R 4.2.2: max(abs(-0.02 + c(-1, 1) * qt(0.95, 11) * 0.04)), and with qnorm.
    expectClose(smallestProvableMargin(-0.02, 0.04, 11), 0.0918353927481617)
    expectClose(smallestProvableMargin(-0.02, 0.04, null), 0.0857941450780589)
  })

  it('is the margin at which two one-sided tests turn', () => {
    const margin = smallestProvableMargin(0.013, 0.05, 14) ?? 0
    const at = (m: number) => tost({ estimate: 0.013, se: 0.05, low: -m, high: m, df: 14 }).equivalent
    expect([at(margin * 1.000001), at(margin * 0.999999)]).toEqual([true, false])
  })

  it('is undefined without a standard error', () => {
    expect(smallestProvableMargin(0, 0, 5)).toBeNull()
    expect(smallestProvableMargin(null, 1, 5)).toBeNull()
  })
})
