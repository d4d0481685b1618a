import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { signTest } from './sign-test.ts'

describe('signTest', () => {
  it('matches R binom.test(7, 8) and the mid-p by hand', () => {
    expectClose(signTest(7, 1).exactP, 0.0703125)
    // 2 (1 + 8)/256 - 8/256 = 10/256.
    expectClose(signTest(7, 1).midP, 10 / 256)
    expect(signTest(1, 7)).toEqual(signTest(7, 1))
  })

  it('is 1 for an even split and without votes', () => {
    expect([signTest(6, 6).exactP, signTest(6, 6).midP]).toEqual([1, 1])
    expect(signTest(0, 0)).toEqual({ decisive: 0, exactP: 1, midP: 1 })
    expect(() => signTest(1.5, 2)).toThrow('whole number')
  })
})
