import { createGenerator, type Generator } from '../../src/statistics/random/generator.ts'
import {
  type Arm,
  type Axis,
  firstShownGain,
  meanQuality,
  type PairAxis,
  type Rendering,
  referenceGain,
  sampleSeed,
  spread,
  thresholds,
} from './truth.ts'

/** A preference from -2 (B much better) over 0 (no difference) to 2 (A much better). */
export type Preference = -2 | -1 | 0 | 1 | 2

/** What makes one reviewer's view of one answer differ from the arm's mean, on one axis. */
export interface Deviates {
  readonly questionArm: number
  readonly reviewerArm: number
  readonly residual: number
}

/** A deviate of its own for every name, the same in every run whatever else is drawn. */
export function namedNormal(...name: readonly (string | number)[]): number {
  return createGenerator(sampleSeed, ...name).normal()
}

/** The deviates of the sample: tied to the question, arm, reviewer and axis they belong to. */
export function sampleDeviates(question: number, reviewer: number, arm: Arm, axis: Axis): Deviates {
  return {
    questionArm:
      spread.questionArmShared * namedNormal('question-arm', question, arm) +
      spread.questionArmOwn * namedNormal('question-arm', question, arm, axis),
    reviewerArm: spread.reviewerArm * namedNormal('reviewer-arm', reviewer, arm),
    residual:
      spread.residualShared * namedNormal('residual', question, reviewer, arm) +
      spread.residualOwn * namedNormal('residual', question, reviewer, arm, axis),
  }
}

/** The deviates of a question and a reviewer never seen before, for the truth in the long run. */
export function freshDeviates(generator: Generator): Deviates {
  return {
    questionArm: spread.questionArmShared * generator.normal() + spread.questionArmOwn * generator.normal(),
    reviewerArm: spread.reviewerArm * generator.normal(),
    residual: spread.residualShared * generator.normal() + spread.residualOwn * generator.normal(),
  }
}

/** How good an answer looks to a reviewer in a comparison. */
export function appeal(
  arm: Arm,
  axis: PairAxis,
  rendering: Rendering,
  first: boolean,
  own: Deviates,
): number {
  const shown = rendering === 'with references' ? referenceGain[arm] : 0
  return meanQuality[axis][arm] + shown + (first ? firstShownGain : 0) + total(own)
}

/** The words a reviewer chooses for a latent difference A minus B. */
export function preferenceFor(difference: number, axis: PairAxis): Preference {
  const { tie, strong } = thresholds[axis]
  const size = Math.abs(difference)
  if (size <= tie) return 0
  if (difference > 0) return size > strong ? 2 : 1
  return size > strong ? -2 : -1
}

/** The mark, 1 to 4, for an answer seen alone; `severity` is what the reviewer adds to every answer. */
export function markFor(arm: Arm, severity: number, own: Deviates): number {
  return Math.min(4, Math.max(1, Math.round(meanQuality.correctness[arm] + severity + total(own))))
}

function total(own: Deviates): number {
  return own.questionArm + own.reviewerArm + own.residual
}
