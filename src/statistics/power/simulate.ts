import { checkAlpha, checkCount, checkFinite } from '../argument.ts'
import { twoWayError } from '../crossed/two-way-error.ts'
import { createCrossedMarks } from '../simulation/crossed-marks.ts'
import { cyclicAssignment, type ReviewSize } from '../simulation/cyclic-assignment.ts'
import { createMarkDifferences, fillMarkDifferences } from '../simulation/mark-differences.ts'
import type { OrdinalScale } from '../simulation/ordinal-scale.ts'
import type { PairedComponents } from './two-way.ts'

export interface SimulatedPowerInput extends ReviewSize {
  readonly components: PairedComponents
  /** True difference of the latent means of the two systems. */
  readonly difference: number
  /** Two-sided level; 0.05 when left out. */
  readonly alpha?: number
  /** Share of marks that are lost, each on its own; 0 when left out. */
  readonly missingShare?: number
  /** Scale that the latent marks are cut to; not cut when left out or null. */
  readonly scale?: OrdinalScale | null
  /** Latent mean of the two systems together; matters with a scale only. 0 when left out. */
  readonly latentMean?: number
  /** Number of simulated trials; 2,000 when left out. */
  readonly trials?: number
  /** 0 when left out. */
  readonly seed?: number
}

export interface SimulatedPower {
  /** Share of the trials in which the test rejects. */
  readonly power: number | null
  /** Monte Carlo standard error of that share, sqrt(p (1 - p)/trials). */
  readonly standardError: number | null
  readonly trials: number
}

/**
 * Power of the two-way clustered test by simulating the design: cyclic assignment of k of R reviewers to every
 * question, marks with question x system, reviewer x system and residual parts, lost marks, cuts to the scale;
 * then `twoWayError` and its two-sided p on the cells that have both marks. At a difference of 0 it is the share
 * of false positives. One question, one reviewer or no variance at all: null. A trial without a test counts as not
 * rejected. Trial i draws from its own stream (seed, 'power', 'trial', i).
 *
 * @method power.simulate
 * @question What power does the planned study have when marks are missing, cut to a scale and clustered?
 * @standing planning
 * @source Cameron, Gelbach and Miller 2011 (the test); by simulation
 * @pinned Python 3.11, numpy 1.24.2: the same design and test in 40,000 trials
 */
export function simulatedPower(input: SimulatedPowerInput): SimulatedPower {
  const trials = input.trials ?? 2000
  checkCount('trials', trials)
  const { sdQuestionSystem, sdReviewerSystem, sdResidual } = input.components
  const noVariance = sdQuestionSystem === 0 && sdReviewerSystem === 0 && sdResidual === 0
  const noTest = input.questions < 2 || input.reviewers < 2 || input.reviewersPerQuestion < 1
  if (noVariance || noTest || trials === 0) return { power: null, standardError: null, trials }
  const power = countRejections(input, 0, trials) / trials
  return { power, standardError: Math.sqrt((power * (1 - power)) / trials), trials }
}

function countRejections(input: SimulatedPowerInput, from: number, to: number): number {
  const alpha = input.alpha ?? 0.05
  const centre = input.latentMean ?? 0
  checkAlpha(alpha)
  checkFinite('difference', input.difference)
  checkFinite('latentMean', centre)
  const trial = createCrossedMarks({
    assignment: cyclicAssignment(input),
    components: input.components,
    means: [centre + input.difference / 2, centre - input.difference / 2],
    missingShare: input.missingShare ?? 0,
    scale: input.scale ?? null,
    seed: input.seed ?? 0,
    stream: ['power'],
  })
  const cells = createMarkDifferences(trial)
  let rejections = 0
  for (let index = from; index < to; index++) {
    trial.draw(index)
    const n = fillMarkDifferences(cells, trial, 0, 1)
    const error = twoWayError(
      cells.value.subarray(0, n),
      cells.question.subarray(0, n),
      cells.reviewer.subarray(0, n),
    )
    if (error.p !== null && error.p < alpha) rejections += 1
  }
  return rejections
}
