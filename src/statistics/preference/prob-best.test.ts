import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { bestCounts, drawsPerBlock, probBest } from './prob-best.ts'

const sumZero = [
  [0.02, -0.01, -0.01],
  [-0.01, 0.03, -0.02],
  [-0.01, -0.02, 0.03],
]
const estimates = [0.1, 0.05, -0.15]

describe('probBest', () => {
  it('draws from a covariance whose rows sum to 0', () => {
    // scipy 1.10.1: stats.multivariate_normal.cdf of the two differences; four Monte Carlo errors.
    const { probBest: chance, seProbBest } = probBest({ estimates, cov: sumZero, seed: 5 })
    ;[0.50523109, 0.38873798, 0.10603093].forEach((value, i) => {
      expect(Math.abs((chance[i] ?? 0) - value)).toBeLessThan(4 * (seProbBest[i] ?? 0))
    })
    // By hand: sqrt(0.5052 * 0.4948 / 100000) = 0.00158.
    expect(Math.abs((seProbBest[0] ?? 0) - 0.00158)).toBeLessThan(0.00001)
  })

  it('knows the expected rank without drawing', () => {
    // R: 1 + pnorm(-0.2 / sqrt(0.11)) for the better of two.
    const cov = [
      [0.04, 0.01],
      [0.01, 0.09],
    ]
    const { expectedRank } = probBest({ estimates: [0.3, 0.1], cov, draws: 1 })
    expectClose(expectedRank[0] ?? null, 1.27324679770329, 1e-12)
    expectClose(expectedRank[1] ?? null, 1.72675320229671, 1e-12)
  })

  it('gives the ranks of the estimates when nothing varies, and shares between level ones', () => {
    const zero = [0, 0, 0].map(() => [0, 0, 0])
    const {
      probBest: chance,
      expectedRank,
      seProbBest,
    } = probBest({ estimates: [1, 3, 2], cov: zero, draws: 10 })
    expect([chance, expectedRank, seProbBest]).toEqual([
      [0, 1, 0],
      [3, 1, 2],
      [0, 0, 0],
    ])
    const level = probBest({ estimates: [2, 2, 1], cov: zero, draws: 10 })
    expect([level.probBest, level.expectedRank]).toEqual([
      [0.5, 0.5, 0],
      [1.5, 1.5, 3],
    ])
    // Two names of one system: fully correlated, and level in every draw.
    const twins = probBest({
      estimates: [1, 1],
      cov: [
        [0.3, 0.3],
        [0.3, 0.3],
      ],
      draws: 1000,
    })
    expect([twins.probBest, twins.expectedRank]).toEqual([
      [0.5, 0.5],
      [1.5, 1.5],
    ])
  })

  it('takes one system, and none', () => {
    expect(probBest({ estimates: [4], cov: [[2]], draws: 10 })).toMatchObject({
      probBest: [1],
      expectedRank: [1],
    })
    expect(probBest({ estimates: [], cov: [], draws: 10 })).toMatchObject({ probBest: [], expectedRank: [] })
  })

  it('does not hang on how the draws are split, and does on the seed', () => {
    const input = { estimates, cov: sumZero, draws: 2 * drawsPerBlock + 500, seed: 9, stream: ['table', 2] }
    const whole = bestCounts(input, 0, 3)
    const parts = [bestCounts(input, 0, 1), bestCounts(input, 1, 3)]
    whole.forEach((count, i) => {
      expect((parts[0]?.[i] ?? 0) + (parts[1]?.[i] ?? 0)).toBe(count)
    })
    expect(whole.reduce((sum, count) => sum + count, 0)).toBe(2500)
    expect(probBest(input)).toEqual(probBest(input))
    expect(probBest({ ...input, seed: 10 }).probBest).not.toEqual(probBest(input).probBest)
  })

  it('refuses what is not a covariance', () => {
    expect(() => probBest({ estimates: [1, 2], cov: [[1]] })).toThrow(RangeError)
    expect(() => probBest({ estimates: [1], cov: [[-1]] })).toThrow(RangeError)
    expect(() => probBest({ estimates: [Number.NaN], cov: [[1]] })).toThrow(RangeError)
    expect(() => probBest({ estimates: [1], cov: [[1]], draws: 0 })).toThrow(RangeError)
  })
})
