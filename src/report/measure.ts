import type { Results, Section } from '../analysis/results-schema.ts'
import { dash, decimal, interval, signed } from './format.ts'

/** How the numbers of one axis are printed: their name, unit, factor and decimals. */
export interface Measure {
  /** `Win difference` or `Difference of mean marks`. */
  readonly name: string
  /** `points`, `scale points`, `percentage points` or `rubric points`. */
  readonly unit: string
  /** 100 where a value of 1 is printed as 100 points. */
  readonly factor: 1 | 100
  /** Decimals of differences. */
  readonly digits: number
  /** Decimals of single and mean marks, which are printed as they are. */
  readonly markDigits: number
}

const winDifference: Measure = {
  name: 'Win difference',
  unit: 'points',
  factor: 100,
  digits: 1,
  markDigits: 2,
}
const meanDifference = 'Difference of mean marks'

/** The measure of an axis, by its form and scale. */
export function measureOf(results: Results, axis: string): Measure {
  const scale = results.plan.axes.find((planned) => planned.id === axis)?.scale ?? null
  switch (scale?.kind) {
    case undefined:
      return winDifference
    case 'ordinal':
      return { name: meanDifference, unit: 'scale points', factor: 1, digits: 2, markDigits: 2 }
    case 'binary':
      return { name: meanDifference, unit: 'percentage points', factor: 100, digits: 1, markDigits: 3 }
    case 'rubric':
      return { name: meanDifference, unit: 'rubric points', factor: 100, digits: 1, markDigits: 3 }
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
