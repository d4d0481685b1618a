import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { assignmentDistribution, convolved } from './assignment-distribution.ts'

describe('assignmentDistribution', () => {
  it('is that of fixed points when every row has one count of its own', () => {
    // Permutations of 4 with 0, 1, 2, 4 fixed points: 9, 8, 6, 1 of 24.
    const unit = Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (_own, j) => Number(i === j)))
    const expected = [9 / 24, 8 / 24, 6 / 24, 0, 1 / 24]
    const found = assignmentDistribution(unit)
    expect(found).toHaveLength(5)
    for (const [sum, probability] of expected.entries()) expectClose(found[sum] ?? null, probability)
  })

  it('walks both permutations of two rows', () => {
    // 3 + 2 or 1 + 0.
    expect([
      ...assignmentDistribution([
        [3, 1],
        [0, 2],
      ]),
    ]).toEqual([0, 0.5, 0, 0, 0, 0.5])
  })

  it('is a certain 0 without rows, and refuses more rows than it can walk', () => {
    expect([...assignmentDistribution([])]).toEqual([1])
    expect(() =>
      assignmentDistribution(Array.from({ length: 13 }, () => new Array<number>(13).fill(0))),
    ).toThrow('at most 12')
  })
})

describe('convolved', () => {
  it('adds two independent coins', () => {
    expect([...convolved(Float64Array.of(0.5, 0.5), Float64Array.of(0.5, 0.5))]).toEqual([0.25, 0.5, 0.25])
  })
})
