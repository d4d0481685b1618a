import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { judgeAgreement, judgeAgreementOfCounts } from './agreement.ts'

describe('judgeAgreement', () => {
  it('counts every pair of marks of an answer', () => {
    const result = judgeAgreement(
      [true, true, false, null, false],
      [[true, false, true], [null, true], [true], [true, true], [false, false]],
    )
    // By hand: tp 3, fp 1, fn 1, tn 2.
    expect(result).toMatchObject({ pairs: 7, tp: 3, fp: 1, fn: 1, tn: 2 })
    expectClose(result.precisionPos, 3 / 4)
    expectClose(result.recallPos, 3 / 4)
    expectClose(result.f1Pos, 6 / 8)
    expectClose(result.f1Neg, 4 / 6)
    expectClose(result.macroF1, (6 / 8 + 4 / 6) / 2)
    expectClose(result.accuracy, 5 / 7)
    // Chance (4 x 4 + 3 x 3)/49 = 25/49; (35/49 - 25/49)/(24/49).
    expectClose(result.kappaPairs, 10 / 24)
  })

  it('scores a class that the judge never gives 0, and one that occurs nowhere null', () => {
    expect(judgeAgreementOfCounts({ tp: 0, fp: 0, fn: 1, tn: 2 })).toMatchObject({
      precisionPos: null,
      recallPos: 0,
      f1Pos: 0,
      macroF1: 0.4,
      kappaPairs: 0,
    })
    expect(judgeAgreementOfCounts({ tp: 3, fp: 0, fn: 0, tn: 0 })).toMatchObject({
      f1Pos: 1,
      f1Neg: null,
      macroF1: null,
      accuracy: 1,
      kappaPairs: null,
    })
  })

  it('has a kappa of -1 for opposite marks in equal number and 0 for opposite constants', () => {
    expect(judgeAgreementOfCounts({ tp: 0, fp: 4, fn: 4, tn: 0 }).kappaPairs).toBe(-1)
    expect(judgeAgreementOfCounts({ tp: 0, fp: 4, fn: 0, tn: 0 }).kappaPairs).toBe(0)
  })

  it('is the same with the classes swapped', () => {
    const one = judgeAgreementOfCounts({ tp: 7, fp: 2, fn: 3, tn: 11 })
    const other = judgeAgreementOfCounts({ tp: 11, fp: 3, fn: 2, tn: 7 })
    expect(other.macroF1).toBe(one.macroF1)
    expect(other.kappaPairs).toBe(one.kappaPairs)
    expect(other.f1Pos).toBe(one.f1Neg)
  })

  it('is null without pairs', () => {
    expect(judgeAgreement([true, null], [[], [true]])).toEqual({
      pairs: 0,
      tp: 0,
      fp: 0,
      fn: 0,
      tn: 0,
      precisionPos: null,
      recallPos: null,
      f1Pos: null,
      f1Neg: null,
      macroF1: null,
      accuracy: null,
      kappaPairs: null,
    })
    expect(() => judgeAgreement([true], [])).toThrow('physicians')
  })
})
