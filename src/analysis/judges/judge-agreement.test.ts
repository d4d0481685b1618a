import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { calibrateJudge } from './judge-agreement.ts'
import type { CriterionRow } from './judge-rows.ts'

const row = (
  item: string,
  criterion: string,
  judge: boolean | null,
  ...reviewers: (boolean | null)[]
): CriterionRow => ({ item, arm: 'a', criterion, judge, reviewers })

describe('calibrateJudge', () => {
  it('counts overall and per criterion, and failures apart', () => {
    const rows = [
      row('q1', 'c1', true, true, false),
      row('q1', 'c2', false, false, null),
      row('q2', 'c1', false, true, false),
      row('q2', 'c2', null, true, true),
    ]
    const { overall, byCriterion, versusReviewers } = calibrateJudge(rows, { seed: 1, resamples: 50 })
    // By hand: (T,T) (T,F) (F,F) (F,T) (F,F): tp 1, fp 1, fn 1, tn 2; F1 2/4 and 4/6.
    expect(overall).toMatchObject({ tp: 1, fp: 1, fn: 1, tn: 2, items: 2, judgeFailures: 1 })
    expectClose(overall.macroF1, (1 / 2 + 2 / 3) / 2)
    expect(byCriterion.get('c1')).toMatchObject({
      tp: 1,
      fp: 1,
      fn: 1,
      tn: 1,
      macroF1: 0.5,
      judgeFailures: 0,
    })
    expect(byCriterion.get('c2')).toMatchObject({ pairs: 1, macroF1: null, items: 1, judgeFailures: 1 })
    expect(byCriterion.get('c2')?.macroF1Intervals.percentile).toBeNull()
    // One missing mark leaves three pairs of reviewers: (T,F), (T,F), (T,T).
    expect(versusReviewers.reviewerMacroF1).toHaveLength(2)
    expect(versusReviewers.judgeMacroF1).toBe(overall.macroF1)
  })

  it('resamples whole items, the same for the same seed', () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      row(`q${index % 25}`, 'c', index % 3 === 0, index % 4 !== 1),
    )
    const first = calibrateJudge(rows, { seed: 3, resamples: 400 }).overall
    const again = calibrateJudge(rows, { seed: 3, resamples: 400 }).overall
    expect(first).toEqual(again)
    expect(first.items).toBe(25)
    expect(first.macroF1Intervals.bca).not.toBeNull()
    const other = calibrateJudge(rows, { seed: 4, resamples: 400 }).overall
    expect(other.macroF1Intervals.percentile).not.toEqual(first.macroF1Intervals.percentile)
  })

  it('is null without marks', () => {
    expect(calibrateJudge([], { seed: 1 })).toMatchObject({
      overall: { pairs: 0, macroF1: null, items: 0, judgeFailures: 0 },
      versusReviewers: { judgeMacroF1: null },
    })
    expect(calibrateJudge([row('q', 'c', null, true)], { seed: 1 }).overall).toMatchObject({
      pairs: 0,
      judgeFailures: 1,
    })
  })
})
