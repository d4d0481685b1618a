import { describe, expect, it } from 'vitest'
import { usualLimits } from './drift.ts'
import { driftWeeks } from './drift-weeks.ts'
import { noCounts, type WatchCounts } from './watch-counts.ts'
import { watchedPeriods } from './watched-periods.ts'

/** A week of questions of which some were declined; nothing else differs. */
const week = (monday: string, questions: number, declined: number): WatchCounts => ({
  ...noCounts(monday, 'ranker+index'),
  questions,
  declined,
  shown: 3 * questions,
})

const counts = [
  week('2026-11-02', 220, 22),
  week('2026-11-09', 100, 11),
  // Two processes, one week.
  week('2026-11-16', 60, 30),
  week('2026-11-16', 60, 30),
  week('2026-11-23', 12, 6),
]

describe('weeks of drift', () => {
  const periods = watchedPeriods(counts, { since: null, baseline: null, presentWeeks: 1 })
  const weeks = driftWeeks(counts, periods, usualLimits)
  const stateOf = (at: number) =>
    weeks[at]?.findings?.find(({ name }) => name === 'abstention')?.state ?? 'baseline'

  it('holds each week for itself against the baseline', () => {
    expect(periods.weeksBefore).toEqual(['2026-11-02'])
    expect(weeks.map(({ week: monday, questions }) => [monday, questions])).toEqual([
      ['2026-11-02', 220],
      ['2026-11-09', 100],
      ['2026-11-16', 120],
      ['2026-11-23', 12],
    ])
    // 10 % declined at first, then 11 %, then one half; the last week has fewer questions than are needed.
    expect([0, 1, 2, 3].map(stateOf)).toEqual(['baseline', 'steady', 'crossed', 'too few'])
  })

  it('has nothing before the baseline, and nothing of nothing', () => {
    const later = watchedPeriods(counts, { since: null, baseline: '2026-11-09', presentWeeks: 1 })
    expect(driftWeeks(counts, later, usualLimits)[0]).toEqual({
      week: '2026-11-09',
      questions: 100,
      findings: null,
    })
    expect(driftWeeks([], { ...periods, weeksBefore: [] }, usualLimits)).toEqual([])
  })
})
