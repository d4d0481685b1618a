import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { rubricItemScore } from './item-score.ts'

describe('rubricItemScore', () => {
  it('is the points met over the points that could be had', () => {
    // (10 - 8 + 4)/(10 + 7 + 4).
    const criteria = [
      { points: 10, met: true },
      { points: 7, met: false },
      { points: -8, met: true },
      { points: 4, met: true },
    ]
    expectClose(rubricItemScore(criteria), 6 / 21)
    expectClose(rubricItemScore([...criteria].reverse()), 6 / 21)
  })

  it('is not cut at 0', () => {
    expect(
      rubricItemScore([
        { points: 2, met: false },
        { points: -9, met: true },
      ]),
    ).toBe(-4.5)
  })

  it('is null when nothing could be earned', () => {
    expect(rubricItemScore([])).toBeNull()
    expect(rubricItemScore([{ points: 0, met: true }])).toBeNull()
    expect(rubricItemScore([{ points: -5, met: true }])).toBeNull()
    expect(rubricItemScore([{ points: 5, met: null }])).toBeNull()
  })

  it('does not take a missing mark for a miss', () => {
    const marked = { points: 5, met: true }
    expect(rubricItemScore([marked, { points: 5, met: null }])).toBe(1)
    expect(rubricItemScore([marked, { points: 5, met: false }])).toBe(0.5)
  })

  it('rejects points that are not finite', () => {
    expect(() => rubricItemScore([{ points: Number.NaN, met: true }])).toThrow('points')
  })
})
