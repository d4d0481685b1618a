import { noCounts, summed, type WatchCounts } from './watch-counts.ts'

/** Two stretches of time of one version: the one that it is held against, and the present one. */
export interface WatchedPeriods {
  readonly before: WatchCounts
  readonly after: WatchCounts
  /** Mondays of the weeks of each, the earliest first. */
  readonly weeksBefore: readonly string[]
  readonly weeksAfter: readonly string[]
}

export interface PeriodChoice {
  /** Monday of the week in which the version was let through; null: as far back as there are counts. */
  readonly since: string | null
  /** The week that is the baseline, by its Monday; null: the first ones since then. */
  readonly baseline: string | null
  /** Weeks that are the present, the last ones. */
  readonly presentWeeks: number
}

/** A baseline is made of so many weeks, or of as many as have so many questions, whichever is less. */
const mostBaselineWeeks = 4
const enoughQuestions = 200

/**
 * Chooses what is compared. A week belongs to the baseline or to the present, never to both, and the present comes after the
 * baseline.
 *
 * @param counts Of the version that is looked at, one or several a week.
 */
export function watchedPeriods(counts: readonly WatchCounts[], choice: PeriodChoice): WatchedPeriods {
  const { since, baseline, presentWeeks } = choice
  const inUse = counts.filter(({ week }) => since === null || week >= since || week === baseline)
  const weeks = [...new Set(inUse.map(({ week }) => week))].sort()
  const of = (wanted: readonly string[]) => inUse.filter(({ week }) => wanted.includes(week))
  const questions = (wanted: readonly string[]) => of(wanted).reduce((sum, one) => sum + one.questions, 0)
  // The last weeks are the present already where a baseline is left without them.
  const early = weeks.length > presentWeeks ? weeks.slice(0, -presentWeeks) : weeks
  const weeksBefore: string[] = []
  for (const week of baseline === null ? early : weeks.filter((one) => one === baseline)) {
    if (weeksBefore.length === mostBaselineWeeks || questions(weeksBefore) >= enoughQuestions) break
    weeksBefore.push(week)
  }
  const last = weeksBefore.at(-1) ?? ''
  const weeksAfter = weeks.filter((week) => week > last).slice(-presentWeeks)
  const together = (wanted: readonly string[]) => {
    const [first, ...others] = of(wanted)
    return first === undefined ? noCounts(wanted[0] ?? since ?? '1970-01-01', '') : summed(first, others)
  }
  return { before: together(weeksBefore), after: together(weeksAfter), weeksBefore, weeksAfter }
}
