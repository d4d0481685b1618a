import type { PlannedHypothesis } from '../protocol/plan.ts'
import { degreesOfFreedom } from '../statistics/crossed/two-way-error.ts'
import {
  detectableDifference,
  differencePower,
  equivalencePower,
  oneSidedDistance,
  oneSidedPower,
  type PlannedTest,
  provableMargin,
} from '../statistics/power/t-power.ts'
import type { ComponentSet } from './components.ts'
import type { SizeAnswers } from './power-schema.ts'
import type { RowSums } from './row-sums.ts'
import { type ExpectedError, markError, voteError } from './standard-error.ts'

/** The question that is asked of a design: the test and the scale it is read on. */
export interface SizeQuestion {
  readonly kind: PlannedHypothesis['kind']
  readonly sides: 1 | 2
  /** Level that the test can count on. */
  readonly alpha: number
  readonly opponents: number
  readonly missingShare: number
  readonly tieShare: number
  /** Differences as large as this do not exist on the scale. */
  readonly range: number
}

/** Level of each of the two one-sided tests of equivalence where a protocol names none. */
const usualParityAlpha = 0.05

const nothing: SizeAnswers = {
  se: null,
  df: null,
  designEffect: null,
  detectable80: null,
  detectable90: null,
  provableMargin80: null,
  provableMargin90: null,
}

/** What a design can show with one set of components; nulls where it has one question or one reviewer. */
export function sizeAnswers(sums: RowSums, set: ComponentSet, question: SizeQuestion): SizeAnswers {
  const equal = testAt(sums, set, question, 0)
  const df = degrees(sums)
  if (equal === null || df === null) return nothing
  const provable = (power: number) => {
    const { se, df: degreesOfTest, alpha } = equal.test
    // A plan for superiority names no level for parity: it is read at the usual one.
    const parity = { df: degreesOfTest, alpha: question.kind === 'superiority' ? usualParityAlpha : alpha }
    const errors =
      question.kind === 'non-inferiority'
        ? remembered(oneSidedDistance, parity, power)
        : remembered(provableMargin, parity, power)
    return se * errors < question.range ? se * errors : null
  }
  return {
    se: equal.error.se,
    df,
    designEffect: equal.error.designEffect,
    detectable80: detectable(sums, set, question, 0.8),
    detectable90: detectable(sums, set, question, 0.9),
    provableMargin80: provable(0.8),
    provableMargin90: provable(0.9),
  }
}

/** Chance of the positive verdict when `difference` is true; `margin` 0 for superiority. */
export function verdictPower(
  sums: RowSums,
  set: ComponentSet,
  question: SizeQuestion,
  margin: number,
  difference: number,
): number | null {
  const at = testAt(sums, set, question, difference)
  if (at === null) return null
  switch (question.kind) {
    case 'superiority':
      return question.sides === 2 ? differencePower(at.test, difference) : oneSidedPower(at.test, difference)
    case 'non-inferiority':
      return oneSidedPower(at.test, difference + margin)
    case 'equivalence':
      return equivalencePower(at.test, margin, difference)
  }
}

/**
 * The difference that is found with this power: the fixed point of the detectable difference, since the error of a
 * win difference shrinks as the difference grows. Null where it would be longer than the scale.
 */
function detectable(sums: RowSums, set: ComponentSet, question: SizeQuestion, power: number): number | null {
  let difference = 0
  for (let round = 0; round < 30; round += 1) {
    const at = testAt(sums, set, question, difference)
    if (at === null) return null
    const next = findable(at.test, question, power)
    if (!(next < question.range * 0.98)) return null
    if (Math.abs(next - difference) < 1e-9) return next
    difference = next
  }
  return difference
}

/** One-sided superiority is found by its own test, everything else by a two-sided one at the level of the interval. */
function findable({ se, df, alpha }: PlannedTest, { kind, sides }: SizeQuestion, power: number): number {
  if (kind === 'superiority' && sides === 1) return se * remembered(oneSidedDistance, { df, alpha }, power)
  const level = kind === 'non-inferiority' ? 2 * alpha : alpha
  return se * remembered(detectableDifference, { df, alpha: level }, power)
}

type Distance = (test: PlannedTest, power: number) => number

/** Distances in standard errors that were worked out before: a curve asks for the same ones many times. */
const known = new Map<Distance, Map<string, number>>()

function remembered(distance: Distance, test: Omit<PlannedTest, 'se'>, power: number): number {
  const own = known.get(distance) ?? new Map<string, number>()
  known.set(distance, own)
  const key = `${test.df} ${test.alpha} ${power}`
  const value = own.get(key) ?? distance({ ...test, se: 1 }, power)
  own.set(key, value)
  return value
}

function testAt(
  sums: RowSums,
  set: ComponentSet,
  { alpha, opponents, missingShare, tieShare }: SizeQuestion,
  difference: number,
): { readonly test: PlannedTest; readonly error: ExpectedError } | null {
  const df = degrees(sums)
  const error =
    set.marks !== null
      ? markError(sums, set.marks, opponents, missingShare)
      : set.votes !== null
        ? voteError(sums, set.votes, tieShare, missingShare, difference)
        : null
  return df === null || error === null ? null : { test: { se: error.se, df, alpha }, error }
}

function degrees({ questions, reviewers }: RowSums): number | null {
  return questions < 2 || reviewers < 2 ? null : degreesOfFreedom(questions, reviewers)
}
