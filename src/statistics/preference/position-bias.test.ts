import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { positionBias } from './position-bias.ts'

describe('positionBias', () => {
  it('counts a change of slot as consistent and a tie against a choice as not', () => {
    const { swap } = positionBias({
      firstWins: 1,
      secondWins: 1,
      swapped: [
        ['first', 'second'],
        ['second', 'first'],
        ['tie', 'tie'],
        ['tie', 'first'],
        ['first', 'first'],
      ],
    })
    expect(swap).toEqual({ n: 5, consistency: 0.6, alwaysFirst: 1, alwaysSecond: 0, p: 1 })
  })

  it('has no share without decisive choices and no swaps without pairs', () => {
    expect(positionBias({ firstWins: 0, secondWins: 0, swapped: [] })).toEqual({
      decisive: 0,
      firstShare: null,
      ci: null,
      p: 1,
      swap: null,
    })
  })

  it('narrows its interval at a lower level', () => {
    // R: prop.test(30, 52, conf.level = 0.9, correct = FALSE) gives these limits.
    const { ci } = positionBias({ firstWins: 30, secondWins: 22, level: 0.9 })
    expectClose(ci?.lower ?? null, 0.4631826128, 1e-9)
    expectClose(ci?.upper ?? null, 0.6830548523, 1e-9)
  })
})
