import { checkCount, checkProbability, checkSameLength } from '../argument.ts'
import { createGenerator, type Generator } from '../random/generator.ts'
import type { Assignment } from './cyclic-assignment.ts'
import { checkOrdinalScale, markOf, type OrdinalScale } from './ordinal-scale.ts'

/** Standard deviations of the parts of a mark; the first three cancel in the difference of two systems. */
export interface MarkComponents {
  /** Difficulty of the question; 0 when left out. */
  readonly sdQuestion?: number
  /** Severity of the reviewer; 0 when left out. */
  readonly sdReviewer?: number
  /** A reviewer's view of a question, shared by all its answers; 0 when left out. */
  readonly sdQuestionReviewer?: number
  /** A system's strength on a question. */
  readonly sdQuestionSystem: number
  /** A reviewer's liking for a system. */
  readonly sdReviewerSystem: number
  readonly sdResidual: number
}

export interface CrossedMarksInput {
  /** Every reviewer of a question marks the answers of all systems. */
  readonly assignment: Assignment
  readonly components: MarkComponents
  /** Latent mean of every system. */
  readonly means: readonly number[]
  /** Share of marks that are lost, each on its own; 0 when left out. */
  readonly missingShare?: number
  /** Cuts the latent values to marks of this scale; left out or null: the latent values are the marks. */
  readonly scale?: OrdinalScale | null
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this simulation. */
  readonly stream?: readonly (number | string)[]
}

/** A trial that can be drawn again and again into the same arrays. */
export interface CrossedMarks {
  readonly systems: number
  /** Question of every cell, from 0. */
  readonly question: Int32Array
  /** Reviewer of every cell, from 0. */
  readonly reviewer: Int32Array
  /** Marks of the last trial drawn, `systems` per cell; NaN is a missing mark. */
  readonly marks: Float64Array
  /**
   * Draws trial `trial` (0, 1, 2, ...) from its own stream (seed, ...stream, 'trial', trial): the marks do not
   * depend on which trials were drawn before.
   */
  draw(trial: number): void
}

/**
 * Simulates marks of crossed questions, reviewers and systems,
 *
 *     y(q, r, s) = mean(s) + Q(q) + R(r) + QR(q, r) + QS(q, s) + RS(r, s) + e
 *
 * with independent normal parts, then cut to an ordinal scale when one is given. Arrays are made once.
 */
export function createCrossedMarks(input: CrossedMarksInput): CrossedMarks {
  const { question, reviewer } = input.assignment
  const { components, means } = input
  const scale = input.scale ?? null
  const missingShare = input.missingShare ?? 0
  checkInput(input)
  const systems = means.length
  const cells = question.length
  const questions = countOf(question)
  const reviewers = countOf(reviewer)
  const byQuestion = new Float64Array(questions)
  const byReviewer = new Float64Array(reviewers)
  const byQuestionSystem = new Float64Array(questions * systems)
  const byReviewerSystem = new Float64Array(reviewers * systems)
  const marks = new Float64Array(cells * systems)
  const generator = createGenerator(input.seed ?? 0, ...(input.stream ?? []), 'trial')
  const { sdQuestionReviewer = 0, sdResidual } = components

  function draw(trial: number): void {
    checkCount('trial', trial)
    generator.restart(trial)
    fillNormal(generator, byQuestion, components.sdQuestion ?? 0)
    fillNormal(generator, byReviewer, components.sdReviewer ?? 0)
    fillNormal(generator, byQuestionSystem, components.sdQuestionSystem)
    fillNormal(generator, byReviewerSystem, components.sdReviewerSystem)
    for (let cell = 0; cell < cells; cell++) {
      const q = question[cell]!
      const r = reviewer[cell]!
      const shared = byQuestion[q]! + byReviewer[r]! + deviate(generator, sdQuestionReviewer)
      for (let system = 0; system < systems; system++) {
        const own = byQuestionSystem[q * systems + system]! + byReviewerSystem[r * systems + system]!
        const latent = means[system]! + shared + own + deviate(generator, sdResidual)
        marks[cell * systems + system] = scale === null ? latent : markOf(scale, latent)
      }
    }
    if (missingShare === 0) return
    for (let place = 0; place < marks.length; place++) {
      if (generator.uniform() < missingShare) marks[place] = Number.NaN
    }
  }

  return { systems, question, reviewer, marks, draw }
}

/** Independent normal deviates into the whole array; nothing is drawn for a standard deviation of 0. */
export function fillNormal(generator: Generator, values: Float64Array, sd: number): void {
  for (let place = 0; place < values.length; place++) values[place] = deviate(generator, sd)
}

function deviate(generator: Generator, sd: number): number {
  return sd === 0 ? 0 : sd * generator.normal()
}

/** One more than the largest code. */
export function countOf(codes: Int32Array): number {
  let largest = -1
  for (const code of codes) {
    if (code < 0) throw new RangeError(`codes must be at least 0, not ${code}`)
    if (code > largest) largest = code
  }
  return largest + 1
}

function checkInput({ assignment, components, means, missingShare = 0, scale }: CrossedMarksInput): void {
  checkSameLength('reviewer', assignment.reviewer.length, assignment.question.length)
  for (const [name, sd] of Object.entries(components)) {
    if (!(sd >= 0 && Number.isFinite(sd))) {
      throw new RangeError(`${name} must be a finite number of at least 0, not ${sd}`)
    }
  }
  if (means.some((mean) => !Number.isFinite(mean))) throw new RangeError('means must be finite')
  checkProbability('missingShare', missingShare)
  if (scale !== undefined && scale !== null) checkOrdinalScale(scale)
}
