import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { winDifference } from './win-difference.ts'

describe('winDifference', () => {
  const outcome = Int8Array.of(1, 1, 0, -1, 1, 0, -1, 1)
  const question = Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3)
  const reviewer = Int32Array.of(0, 1, 0, 1, 0, 1, 0, 1)

  it('counts outcomes and relates win rate and difference', () => {
    const result = winDifference(outcome, question, reviewer)
    expect([result.wins, result.ties, result.losses, result.n]).toEqual([4, 2, 2, 8])
    expect([result.estimate, result.winRateTiesHalf]).toEqual([0.25, 0.625])
    // By hand: question sums less 2 x 0.25 are 1.5, -1.5, 0.5, -0.5; V = 4/3 x 5/64.
    expectClose(result.seQuestion, Math.sqrt(((4 / 3) * 5) / 64))
  })

  it('turns wins to losses when the systems change places', () => {
    const turned = winDifference(
      outcome.map((value) => -value),
      question,
      reviewer,
    )
    expect([turned.wins, turned.losses, turned.estimate]).toEqual([2, 4, -0.25])
  })

  it('has counts of 0 and no estimate without rows', () => {
    const result = winDifference([], [], null)
    expect([result.wins, result.ties, result.losses, result.winRateTiesHalf]).toEqual([0, 0, 0, null])
  })

  it('refuses other outcomes', () => {
    expect(() => winDifference([2], [0], null)).toThrow('1, 0 or -1')
  })
})
