import { type DriftFinding, type DriftLimits, drift } from './drift.ts'
import { summed, type WatchCounts } from './watch-counts.ts'
import type { WatchedPeriods } from './watched-periods.ts'

/** What was found of one week. */
export interface DriftWeek {
  /** Its Monday. */
  readonly week: string
  readonly questions: number
  /** Against the baseline; null of a week that belongs to it. */
  readonly findings: readonly DriftFinding[] | null
}

/**
 * Every week of a version, each held against the baseline for itself, so that it is seen since when something is otherwise. What
 * reopens a gate is the present period alone.
 *
 * @param counts Of the version, one or several a week.
 */
export function driftWeeks(
  counts: readonly WatchCounts[],
  { before, weeksBefore }: Pick<WatchedPeriods, 'before' | 'weeksBefore'>,
  limits: DriftLimits,
): readonly DriftWeek[] {
  const weeks = [...new Set(counts.map(({ week }) => week))].sort()
  const [first = ''] = weeksBefore
  return weeks
    .filter((week) => week >= first)
    .flatMap((week) => {
      const [one, ...others] = counts.filter((own) => own.week === week)
      if (one === undefined) return []
      const together = summed(one, others)
      const findings = weeksBefore.includes(week) ? null : drift(before, together, null, limits)
      return [{ week, questions: together.questions, findings }]
    })
}
