import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { convertResult } from './convert.ts'

describe('convertResult', () => {
  it('takes a win rate to log odds, a tie counting half', () => {
    const result = convertResult({ kind: 'win_rate', wins: 6, ties: 2, losses: 2, designEffect: 1.5 })
    // By hand: p = 0.7; variance per vote 0.6 + 0.05 - 0.49 = 0.16; 1.5 x 0.16/10/0.21^2.
    expect(result).toMatchObject({ kind: 'win_rate', winRate: 0.7 })
    if (result.kind !== 'win_rate') return
    expectClose(result.logOdds, Math.log(7 / 3))
    expectClose(result.variance, 0.024 / 0.0441)
  })

  it('leaves a win rate of 0 or 1 and one without votes undefined', () => {
    const undefinedOdds = { logOdds: null, variance: null }
    const rate = (wins: number, losses: number) => convertResult({ kind: 'win_rate', wins, ties: 0, losses })
    expect(rate(5, 0)).toMatchObject({ winRate: 1, ...undefinedOdds })
    expect(rate(0, 5)).toMatchObject({ winRate: 0, ...undefinedOdds })
    expect(rate(0, 0)).toMatchObject({ winRate: null, ...undefinedOdds })
  })

  it('takes a win difference the same way as the win rate behind it', () => {
    const votes = convertResult({ kind: 'win_rate', wins: 50, ties: 20, losses: 30 })
    // By hand: the difference is 0.2, its variance (0.8 - 0.04)/100.
    const difference = convertResult({ kind: 'win_difference', difference: 0.2, variance: 0.0076 })
    if (votes.kind !== 'win_rate' || difference.kind !== 'win_difference') throw new Error('other kind')
    expectClose(difference.winRate, 0.6)
    expectClose(difference.logOdds, votes.logOdds ?? 0)
    expectClose(difference.variance, votes.variance ?? 0)
  })

  it('adds a half to every cell of a table when one is empty, as metafor does', () => {
    // R 4.2.2 metafor 3.8-1: escalc("PLO", xi = 5, ni = 5); escalc("MPORC" | "MPOR", ai = 1, bi = 0, ci = 7, di = 292).
    const proportion = convertResult({ kind: 'proportion', x: 5, n: 5 })
    expect(proportion).toMatchObject({ corrected: true })
    if (proportion.kind === 'proportion') {
      expectClose(proportion.logOdds, 2.39789527279837)
      expectClose(proportion.variance, 2.18181818181818)
    }
    const paired = convertResult({ kind: 'paired_accuracy', n11: 1, n10: 0, n01: 7, n00: 292 })
    expect(paired).toMatchObject({ corrected: true })
    if (paired.kind !== 'paired_accuracy') return
    expectClose(paired.conditionalLogOR, -2.70805020110221)
    expectClose(paired.conditionalVariance, 2.13333333333333)
    expectClose(paired.marginalLogOR, -1.52768726241541)
    expectClose(paired.marginalVariance, 0.451797497155859)
  })

  it('leaves the risk difference itself uncorrected', () => {
    const result = convertResult({ kind: 'independent_accuracy', x1: 50, n1: 50, x2: 44, n2: 50 })
    expect(result).toMatchObject({ corrected: true, riskDifference: 0.12 })
  })

  it('changes sign when the two systems change places', () => {
    const one = convertResult({ kind: 'paired_accuracy', n11: 40, n10: 9, n01: 4, n00: 7 })
    const other = convertResult({ kind: 'paired_accuracy', n11: 40, n10: 4, n01: 9, n00: 7 })
    if (one.kind !== 'paired_accuracy' || other.kind !== 'paired_accuracy') throw new Error('other kind')
    expectClose(one.conditionalLogOR, -(other.conditionalLogOR ?? 0))
    expectClose(one.marginalLogOR, -(other.marginalLogOR ?? 0))
    expectClose(one.marginalVariance, other.marginalVariance ?? 0)
  })

  it('reads a standard error out of an interval of any level', () => {
    // R: qnorm(0.95) = 1.64485362695147.
    const result = convertResult({ kind: 'ci', lower: -1, upper: 3, level: 0.9 })
    if (result.kind !== 'ci') throw new Error('other kind')
    expect(result.estimate).toBe(1)
    expectClose(result.se, 2 / 1.64485362695147)
  })

  it('gives null for numbers that are not reported', () => {
    expect(convertResult({ kind: 'proportion', x: null, n: 5 })).toMatchObject({ logOdds: null })
    expect(convertResult({ kind: 'proportion', x: 0, n: 0 })).toMatchObject({ logOdds: null })
    expect(convertResult({ kind: 'independent_accuracy', x1: 1, n1: 2, x2: 0, n2: 0 })).toMatchObject({
      logOR: null,
      riskDifference: null,
    })
    expect(convertResult({ kind: 'paired_accuracy', n11: 0, n10: 0, n01: 0, n00: 0 })).toMatchObject({
      conditionalLogOR: null,
      marginalVariance: null,
    })
    expect(convertResult({ kind: 'smd', d: null, varD: null })).toMatchObject({ logOR: null, variance: null })
    expect(convertResult({ kind: 'ci', lower: 0, upper: null })).toMatchObject({ estimate: null, se: null })
  })

  it('refuses more right answers than questions, and limits the wrong way round', () => {
    expect(() => convertResult({ kind: 'proportion', x: 6, n: 5 })).toThrow(RangeError)
    expect(() => convertResult({ kind: 'ci', lower: 2, upper: 1 })).toThrow(RangeError)
    expect(() => convertResult({ kind: 'win_rate', wins: 1, ties: -1, losses: 3 })).toThrow(RangeError)
  })
})
