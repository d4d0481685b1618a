import { normalCdf } from '../../src/statistics/distributions/normal.ts'
import {
  type CrossedMarks,
  createCrossedMarks,
  type MarkComponents,
} from '../../src/statistics/simulation/crossed-marks.ts'
import { type Assignment, cyclicAssignment } from '../../src/statistics/simulation/cyclic-assignment.ts'
import { type OrdinalScale, roundingScale } from '../../src/statistics/simulation/ordinal-scale.ts'
import type { TrialSource } from '../study.ts'

export type Level = 'low' | 'mid' | 'high'
export const levels: readonly Level[] = ['low', 'mid', 'high']

/** Standard deviations on a scale of 1 to 4; the first three parts cancel in a difference of latent values. */
const shared = { sdQuestion: 0.35, sdReviewer: 0.25, sdQuestionReviewer: 0.2 }
const components: Readonly<Record<Level, MarkComponents>> = {
  low: { ...shared, sdQuestionSystem: 0.2, sdReviewerSystem: 0.05, sdResidual: 0.45 },
  mid: { ...shared, sdQuestionSystem: 0.3, sdReviewerSystem: 0.1, sdResidual: 0.5 },
  high: { ...shared, sdQuestionSystem: 0.4, sdReviewerSystem: 0.2, sdResidual: 0.6 },
}

/** Marks of a reader study: every reviewer of a question marks the answers of all systems. */
export interface CrossedDesign {
  readonly level: Level
  readonly assignment: () => Assignment
  /** Latent mean less 3.5 of every system. */
  readonly means: readonly number[]
  /** Marks 1 to 4 with a ceiling instead of the latent values. */
  readonly ordinal?: boolean
  readonly missingShare?: number
}

/** Cuts in the middle between marks; with a mean of 3.5 half of all marks are at the ceiling. */
const scale: OrdinalScale = roundingScale(1, 4)
const centre = 3.5

export function reviewed(questions: number, reviewers: number, reviewersPerQuestion: number) {
  return () => cyclicAssignment({ questions, reviewers, reviewersPerQuestion })
}

/** Questions with two reviewers each, where the first three of twelve reviewers do half of the work. */
export function unequalLoads(questions: number): Assignment {
  const busy = Int32Array.from({ length: questions }, (_, question) => question % 3)
  const others = Int32Array.from({ length: questions }, (_, question) => 3 + ((question * 4) % 9))
  return {
    question: Int32Array.from({ length: 2 * questions }, (_, cell) => Math.floor(cell / 2)),
    reviewer: Int32Array.from({ length: 2 * questions }, (_, cell) => {
      const question = Math.floor(cell / 2)
      return (cell % 2 === 0 ? busy[question] : others[question]) ?? 0
    }),
  }
}

export function crossedMarks(design: CrossedDesign, source: TrialSource): CrossedMarks {
  return createCrossedMarks({
    assignment: design.assignment(),
    components: components[design.level],
    means: design.means.map((mean) => centre + mean),
    missingShare: design.missingShare ?? 0,
    scale: design.ordinal === true ? scale : null,
    ...source,
  })
}

/** The true difference of the first system and the second, over all questions and reviewers there could be. */
export function trueDifference({ level, means, ordinal }: CrossedDesign): number {
  const [first = 0, second = 0] = means
  return ordinal === true ? expectedMark(first, level) - expectedMark(second, level) : first - second
}

/** 1 + sum over the cuts of P(latent value at or above the cut). */
function expectedMark(mean: number, level: Level): number {
  const parts = components[level]
  let variance = 0
  for (const sd of Object.values(parts)) variance += sd * sd
  const sd = Math.sqrt(variance)
  return scale.cuts.reduce((sum, cut) => sum + normalCdf((centre + mean - cut) / sd), 1)
}
