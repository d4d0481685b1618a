import type { Results, Section } from '../analysis/results-schema.ts'
import { dash, decimal, interval, signed } from './format.ts'

/** How the numbers of one axis are printed: their name, unit, factor and decimals. */
export interface Measure {
  /** `Win difference` or `Difference of mean marks`. */
  readonly name: string
  /** `points` or `scale points`. */
  readonly unit: string
  /** 100 where a value of 1 is printed as 100 points. */
  readonly factor: 1 | 100
  readonly digits: number
}

const winDifference: Measure = { name: 'Win difference', unit: 'points', factor: 100, digits: 1 }
const meanDifference: Measure = {
  name: 'Difference of mean marks',
  unit: 'scale points',
  factor: 1,
  digits: 2,
}

/**
 * The measure of an axis. Marks that span no more than one unit (shares, rubric scores, yes or no) get a third
 * decimal.
 */
export function measureOf(results: Results, axis: string): Measure {
  const sections = results.sections.filter((section) => section.axis === axis)
  const form = results.plan.axes.find((planned) => planned.id === axis)?.form ?? sections[0]?.form
  if (form !== 'absolute') return winDifference
  const scores = sections.flatMap((section) => scoresOf(section))
  const span = scores.length === 0 ? 2 : Math.max(...scores) - Math.min(...scores)
  return span <= 1 ? { ...meanDifference, digits: 3 } : meanDifference
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
