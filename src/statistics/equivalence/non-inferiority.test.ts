import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { nonInferiority } from './non-inferiority.ts'
import { tost } from './tost.ts'

describe('nonInferiority', () => {
  it('matches R', () => {
    // R 4.2.2: pt((-0.02 + 0.1)/0.04, 11, lower.tail = FALSE); -0.02 + c(-1, 1) * qt(0.975, 11) * 0.04.
    const result = nonInferiority({ estimate: -0.02, se: 0.04, margin: 0.1, df: 11 })
    expectClose(result.p, 0.0354019775340173)
    expectClose(result.ci?.lower ?? null, -0.108039406403666)
    expectClose(result.ci?.upper ?? null, 0.0680394064036656)
    expect(result.noninferior).toBe(false)
  })

  it('is the lower half of the two one-sided tests', () => {
    const both = tost({ estimate: 0.01, se: 0.03, low: -0.1, high: 0.1, df: 20, alpha: 0.025 })
    const one = nonInferiority({ estimate: 0.01, se: 0.03, margin: 0.1, df: 20 })
    expect([one.p, one.ci, one.noninferior]).toEqual([both.pLower, both.ci, true])
  })

  it('proves nothing with a standard error of 0 and needs a margin', () => {
    expect(nonInferiority({ estimate: 1, se: 0, margin: 0.1 }).noninferior).toBe(false)
    expect(() => nonInferiority({ estimate: 1, se: 1, margin: 0 })).toThrow('margin')
  })
})
