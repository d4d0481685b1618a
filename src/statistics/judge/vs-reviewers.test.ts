import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { judgeVersusReviewers } from './vs-reviewers.ts'

describe('judgeVersusReviewers', () => {
  it('compares each reviewer with the others and the judge with all', () => {
    const ratings = [
      [true, true, false],
      [false, false, null],
      [true, false, true],
    ]
    const result = judgeVersusReviewers(ratings, [true, false, false], 3)
    // Reviewer 1: pairs (T,T) (T,F) (F,F) (T,F) (T,T): tp 2, fp 2, fn 0, tn 1: F1 4/6 and 2/4.
    expectClose(result.reviewerMacroF1[0]!, (4 / 6 + 2 / 4) / 2)
    // Reviewer 2: (T,T) (T,F) (F,F) (F,T) (F,T): tp 1, fp 1, fn 2, tn 1: F1 2/5 and 2/5.
    expectClose(result.reviewerMacroF1[1]!, 2 / 5)
    // Reviewer 3: (F,T) (F,T) (T,T) (T,F): tp 1, fp 1, fn 2, tn 0: F1 2/5 and 0.
    expectClose(result.reviewerMacroF1[2]!, 1 / 5)
    // Judge: (T,T) (T,T) (T,F) (F,F) (F,F) (F,T) (F,F) (F,T): tp 2, fp 1, fn 2, tn 3: F1 4/7 and 6/9.
    expectClose(result.judgeMacroF1, (4 / 7 + 6 / 9) / 2)
    expectClose(result.judgePercentile, 1)
    expectClose(result.meanReviewerMacroF1, (7 / 12 + 2 / 5 + 1 / 5) / 3)
  })

  it('counts a tie half', () => {
    const unanimous = [
      [true, true],
      [false, false],
    ]
    const equal = { reviewerMacroF1: [1, 1], judgeMacroF1: 1, judgePercentile: 0.5 }
    expect(judgeVersusReviewers(unanimous, [true, false], 2)).toMatchObject(equal)
    expect(judgeVersusReviewers(unanimous, [false, true], 2)).toMatchObject({
      judgeMacroF1: 0,
      judgePercentile: 0,
    })
  })

  it('has nobody to compare a lone reviewer with', () => {
    expect(judgeVersusReviewers([[true], [false]], [true, false], 1)).toEqual({
      reviewerMacroF1: [null],
      meanReviewerMacroF1: null,
      judgeMacroF1: 1,
      judgePercentile: null,
    })
  })

  it('is null when a class or everything is missing', () => {
    const nothing = { meanReviewerMacroF1: null, judgeMacroF1: null, judgePercentile: null }
    const oneClass = judgeVersusReviewers(
      [
        [true, true],
        [true, null],
      ],
      [true, true],
      2,
    )
    expect(oneClass).toEqual({ reviewerMacroF1: [null, null], ...nothing })
    expect(judgeVersusReviewers([], [], 0)).toEqual({ reviewerMacroF1: [], ...nothing })
    const silent = judgeVersusReviewers(
      [
        [true, false],
        [false, false],
      ],
      [null, null],
      2,
    )
    expect(silent.judgeMacroF1).toBeNull()
    expect(silent.judgePercentile).toBeNull()
    expect(silent.meanReviewerMacroF1).not.toBeNull()
  })

  it('rejects rows of another length', () => {
    expect(() => judgeVersusReviewers([[true]], [true], 2)).toThrow('ratings')
    expect(() => judgeVersusReviewers([[true]], [], 1)).toThrow('judge')
  })
})
