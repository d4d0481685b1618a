import type { Results, Section } from '../analysis/results-schema.ts'
import { dash, decimal, interval, percent, signed } from './format.ts'

/** How the numbers of one axis are printed: their name, unit, factor and decimals. */
export interface Measure {
  readonly form: 'pairwise' | 'absolute'
  /** `Win difference` or `Difference of mean marks`. */
  readonly name: string
  /** `points`, `scale points`, `percentage points` or `rubric points`. */
  readonly unit: string
  /** 100 where a value of 1 is printed as 100 points. */
  readonly factor: 1 | 100
  /** Decimals of differences. */
  readonly digits: number
  /** A mean mark: in percent on binary axes, otherwise on the scale of the axis. */
  readonly meanMark: (mean: number | null) => string
}

const winDifference: Measure = {
  form: 'pairwise',
  name: 'Win difference',
  unit: 'points',
  factor: 100,
  digits: 1,
  meanMark: () => dash,
}
const meanDifference = { form: 'absolute', name: 'Difference of mean marks' } as const

/** The measure of an axis, by its form and scale. */
export function measureOf(results: Results, axis: string): Measure {
  const scale = results.plan.axes.find((planned) => planned.id === axis)?.scale ?? null
  switch (scale?.kind) {
    case undefined:
      return winDifference
    case 'ordinal':
      return {
        ...meanDifference,
        unit: 'scale points',
        factor: 1,
        digits: 2,
        meanMark: (mean) => decimal(mean, 2),
      }
    case 'binary':
      return {
        ...meanDifference,
        unit: 'percentage points',
        factor: 100,
        digits: 1,
        meanMark: (mean) => percent(mean),
      }
    case 'rubric':
      return {
        ...meanDifference,
        unit: 'rubric points',
        factor: 100,
        digits: 1,
        meanMark: (mean) => decimal(mean, 3),
      }
  }
}

/** Every score that occurs in a section, rising. */
export function scoresOf(section: Section): number[] {
  const scores = section.arms.flatMap((arm) => arm.levels.map((level) => level.score))
  return [...new Set(scores)].sort((a, b) => a - b)
}

/** `+29.5` or `+0.28`. */
export function difference(measure: Measure, value: number | null): string {
  return value === null ? dash : signed(value * measure.factor, measure.digits)
}

/** Without a plus sign: a standard error, a margin, a bound. */
export function magnitude(measure: Measure, value: number | null): string {
  return value === null ? dash : decimal(value * measure.factor, measure.digits)
}

/** `[21.8, 37.1]`. */
export function bounds(
  measure: Measure,
  of: { readonly lower: number; readonly upper: number } | null,
): string {
  return of === null
    ? dash
    : interval({ lower: of.lower * measure.factor, upper: of.upper * measure.factor }, measure.digits)
}

/** `5.8 points of win difference (2.9 points of win rate)`, or in the one unit of an absolute axis. */
export function marginInUnits(measure: Measure, onEstimate: number): string {
  const own = magnitude(measure, onEstimate)
  if (measure.form === 'absolute') return `${own} ${measure.unit}`
  return `${own} points of win difference (${decimal(onEstimate * 50, 1)} points of win rate)`
}

/** A note where an interval of win differences passes what a win difference can be; empty where none does. */
export function rangeNote(
  measure: Measure,
  intervals: readonly ({ readonly lower: number; readonly upper: number } | null)[],
): string[] {
  const passes = intervals.some((one) => one !== null && (one.lower < -1 || one.upper > 1))
  return measure.form === 'pairwise' && passes
    ? [
        'with few clusters an interval from the t distribution can pass \u00b1100, which no win difference can',
      ]
    : []
}

/** Why an estimate lacks its interval; null where it has one or the reason is not known. */
export function undefinedReason(estimate: {
  readonly n: number
  readonly nQuestions: number
  readonly nReviewers?: number | null
  readonly ci95: unknown
}): string | null {
  if (estimate.ci95 !== null) return null
  if (estimate.n === 0) return 'no marks'
  if (estimate.n === 1) return 'one mark only'
  const oneReviewer = estimate.nReviewers === undefined || (estimate.nReviewers ?? 1) < 2
  if (estimate.nQuestions < 2 && oneReviewer) return 'one question only'
  return 'no variation between outcomes'
}
