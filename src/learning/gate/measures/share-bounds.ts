import { pairedDifferenceIntervals } from '../../../statistics/paired/diff-ci.ts'
import type { Differences } from '../outcomes.ts'
import type { GainBounds } from './gain-bounds.ts'

/**
 * Bounds of the gain in a yes or no outcome with one row a question, by Tango's score interval: it keeps its meaning where
 * hardly any question differs, as with safety. Gains are 1, 0 and -1.
 *
 * @param alpha One-sided level of the lower bound.
 */
export function shareBounds({ gain }: Differences, alpha: number): GainBounds {
  const count = (value: number) => gain.reduce((sum, own) => sum + (own === value ? 1 : 0), 0)
  // Where both are right or both wrong does not enter the score interval.
  const table = { n11: count(0), n10: count(1), n01: count(-1), n00: 0 }
  const both = pairedDifferenceIntervals(table, 0.95)
  return {
    estimate: both.diff,
    lower: pairedDifferenceIntervals(table, 1 - 2 * alpha).tango?.lower ?? null,
    interval: both.tango,
    questions: gain.length,
    reviewers: null,
  }
}
