import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { rankSets } from './rank-sets.ts'

const estimates = [0.5, 0.1, -0.6]
const cov = [
  [0.02, 0, 0],
  [0, 0.03, 0],
  [0, 0, 0.04],
]

describe('rankSets', () => {
  it('uses t when degrees of freedom are given', () => {
    // R 4.2.2: p.adjust(2 * pt(-|difference|/se, 11), 'holm').
    const result = rankSets({ estimates, cov, df: 11 })
    const expected = [0.101178647936648, 0.00274521497464048, 0.0455167022266812]
    expected.forEach((value, place) => {
      expectClose(result.adjustedP[place] ?? null, value, 1e-9)
    })
    expect(result.rankLower).toEqual([1, 1, 3])
    expect(result.rankUpper).toEqual([2, 2, 3])
  })

  it('takes variances of differences as well', () => {
    const differences = [
      [0, 0.05, 0.06],
      [0.05, 0, 0.07],
      [0.06, 0.07, 0],
    ]
    const direct = rankSets({ estimates, cov: differences, differences: true })
    rankSets({ estimates, cov }).adjustedP.forEach((value, place) => {
      expectClose(direct.adjustedP[place] ?? null, value ?? 0)
    })
  })

  it('leaves pairs without variance undecided', () => {
    const zero = [
      [0, 0],
      [0, 0],
    ]
    expect(rankSets({ estimates: [1, 0], cov: zero })).toEqual({
      adjustedP: [null],
      rankLower: [1, 1],
      rankUpper: [2, 2],
    })
    expect(rankSets({ estimates: [1], cov: [[1]] })).toEqual({
      adjustedP: [],
      rankLower: [1],
      rankUpper: [1],
    })
  })

  it('reverses ranks when estimates change sign', () => {
    const best = rankSets({ estimates, cov })
    const worst = rankSets({ estimates: estimates.map((value) => -value), cov })
    expect(worst.rankLower).toEqual(best.rankUpper.map((rank) => 4 - rank))
  })
})
