/*
 * What a study measured of its arms, in the form in which measures of several studies stand beside each other. Values are shares: 1 is
 * printed as 100 percent or 100 points.
 */

/** Kinds of measure, from the question farthest from practice to the one nearest to it. */
export const measureKinds = [
  'exam',
  'rubric',
  'side-by-side',
  'alone-condition',
  'alone-disposition',
  'assisted-condition',
  'assisted-disposition',
] as const

export type MeasureKind = (typeof measureKinds)[number]

/** Whether a measure is of the decision that a person took, which the others are meant to foretell. */
export function isOfDecisions(kind: MeasureKind): boolean {
  return kind === 'assisted-condition' || kind === 'assisted-disposition'
}

/** Differences have a sign and a zero; the others are levels from 0 to 1. */
export function isDifference(kind: MeasureKind): boolean {
  return kind === 'side-by-side' || isOfDecisions(kind)
}

export interface MeasureInterval {
  readonly lower: number
  readonly upper: number
  readonly level: number
}

/** One measure of one arm. */
export interface Reading {
  readonly arm: string
  /** Null where the study ran and could not say. */
  readonly estimate: number | null
  readonly interval: MeasureInterval | null
  /** Replies, items, comparisons or decisions: `Measure.unit` says which. */
  readonly n: number
  /** Standard error of the estimate without what moves all arms of the study alike; null where it is not known. */
  readonly error: number | null
}

/** One measure of one study. Two exams are two measures: their questions differ, and so do their scales. */
export interface Measure {
  readonly kind: MeasureKind
  /** What it is in this study, as a sentence without its full stop. */
  readonly of: string
  /** What `n` counts. */
  readonly unit: string
  readonly readings: readonly Reading[]
}

export interface MeasuredStudy {
  readonly id: string
  readonly title: string
  readonly sample: boolean
  /** SHA-256 of the protocol. */
  readonly protocolHash: string
  /** SHA-256 of the rows that the measures are made of. */
  readonly dataHash: string
  /** Names of the arms where the file has them. */
  readonly labels: ReadonlyMap<string, string>
  readonly measures: readonly Measure[]
  /** What holds for the measures and is no number. */
  readonly remarks: readonly string[]
}
