import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { judgeBias, selfPreference } from './judge-bias.ts'
import type { ScoreRow } from './judge-rows.ts'

const row = (item: string, arm: string, judge: number | null, reference: number | null): ScoreRow => ({
  item,
  arm,
  judge,
  reference,
})

describe('judgeBias', () => {
  it('is the mean of judge less reviewers, clustered by item', () => {
    const rows = [
      row('q1', 'x', 4, 3),
      row('q1', 'x', 4, 2),
      row('q2', 'x', 3, 3),
      row('q3', 'x', null, 3),
      row('q3', 'x', 2, null),
      row('q1', 'y', 1, 2),
    ]
    const [x, y] = judgeBias(rows)
    // Differences 1, 2 and 0: mean 1; item sums of deviations 1 and -1; V = 2 x 2/9.
    expect(x).toMatchObject({ arm: 'x', estimate: 1, n: 3, nQuestions: 2, df: 1, nDropped: 2 })
    expectClose(x?.seTwoWay ?? null, Math.sqrt(4 / 9))
    expect(y).toMatchObject({ arm: 'y', estimate: -1, n: 1, seTwoWay: null, ci: null })
    expect(judgeBias([])).toEqual([])
  })
})

describe('selfPreference', () => {
  it('is a difference in differences per item', () => {
    const rows = [
      row('q1', 'own', 4, 3),
      row('q1', 'other', 2, 2),
      row('q1', 'third', 3, 4),
      row('q2', 'own', 4, 4),
      row('q2', 'other', 3, 4),
      row('q3', 'own', 4, 1),
      row('q4', 'other', 4, 1),
      row('q5', 'own', null, 1),
      row('q5', 'other', 1, 1),
    ]
    // q1: 1 - (0 - 1)/2 = 1.5; q2: 0 - (-1) = 1; the other items lack one side.
    expect(selfPreference(rows, ['own'])).toMatchObject({ estimate: 1.25, n: 2, nDropped: 3, df: 1 })
  })

  it('is nothing for a judge without an arm of its own', () => {
    expect(selfPreference([row('q1', 'x', 1, 1)], [])).toMatchObject({ estimate: null, n: 0, nDropped: 1 })
  })
})
