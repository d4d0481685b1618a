import type { PlannedAxis } from '../protocol/plan.ts'
import { normalCdf, normalQuantile } from '../statistics/distributions/normal.ts'
import { solveIncreasing } from '../statistics/distributions/solve-increasing.ts'
import { latentDifferenceFor } from '../statistics/simulation/latent-difference.ts'
import { type OrdinalScale, roundingScale } from '../statistics/simulation/ordinal-scale.ts'
import { binaryMean, type ComponentSet, scaled, scaleRange, varianceOf } from './components.ts'
import type { SimulatedPiece } from './simulate-task.ts'

type World = SimulatedPiece['world']

/** Parts of a mark from 1 to 4 that all systems share: question, reviewer, and question by reviewer. */
const sharedParts = { sdQuestion: 0.25, sdReviewer: 0.2, sdQuestionReviewer: 0.18 }

/** Where the two arms lie together on an ordinal scale, as a share of its length from the worst mark. */
export const ordinalCentre = 0.8

/**
 * The world that trials of a hypothesis are drawn from.
 *
 * @param truth How the difference is meant: of the latent quality, which a ceiling then hides in part, or of the
 * marks themselves.
 */
export function simulatedWorld(
  axis: PlannedAxis,
  set: ComponentSet,
  tieShare: number,
  difference: number,
  truth: 'latent' | 'marks',
): World | null {
  if (set.votes !== null) {
    const strength = latentDifferenceFor(difference, tieShare)
    return { form: 'votes', shares: set.votes, tieShare, strength }
  }
  if (set.marks === null) return null
  if (axis.scale?.kind === 'binary') return binaryWorld(set.marks, difference)
  const length = scaleRange(axis) / 3
  const components = {
    sdQuestion: sharedParts.sdQuestion * length,
    sdReviewer: sharedParts.sdReviewer * length,
    sdQuestionReviewer: sharedParts.sdQuestionReviewer * length,
    ...set.marks,
  }
  const world = (centre: number, latent: number, scale: OrdinalScale | null): World => ({
    form: 'marks',
    components,
    candidateMean: centre + latent / 2,
    opponentMean: centre - latent / 2,
    scale: scale === null ? null : { marks: [...scale.marks], cuts: [...scale.cuts] },
  })
  if (axis.scale?.kind !== 'ordinal') return world(0, difference, null)
  const { min, max, step } = axis.scale
  const scale = roundingScale(min, max, step)
  const centre = min + ordinalCentre * (max - min)
  const sd = Math.sqrt(
    components.sdQuestion * components.sdQuestion +
      components.sdReviewer * components.sdReviewer +
      components.sdQuestionReviewer * components.sdQuestionReviewer +
      varianceOf(set.marks),
  )
  return world(centre, truth === 'latent' ? difference : latentForMarks(scale, centre, sd, difference), scale)
}

/** The latent distance about `centre` at which the mean marks of two arms differ by `difference`. */
function latentForMarks(scale: OrdinalScale, centre: number, sd: number, difference: number): number {
  const meanMark = (latent: number) => {
    let mean = scale.marks[0] ?? 0
    for (const [place, cut] of scale.cuts.entries()) {
      const step = (scale.marks[place + 1] ?? 0) - (scale.marks[place] ?? 0)
      mean += step * normalCdf((latent - cut) / sd)
    }
    return mean
  }
  const range = (scale.marks.at(-1) ?? 0) - (scale.marks[0] ?? 0)
  return solveIncreasing(
    (latent) => meanMark(centre + latent / 2) - meanMark(centre - latent / 2) - difference,
    () => 1,
    -4 * range,
    4 * range,
    difference,
  )
}

/** A latent normal of variance 1 cut once: the parts take their shares of the variance of a mark. */
function binaryWorld(marks: NonNullable<ComponentSet['marks']>, difference: number): World {
  const high = Math.min(0.999, binaryMean + difference / 2)
  const low = Math.max(0.001, binaryMean - difference / 2)
  const own = Math.min(1, varianceOf(marks) / (binaryMean * (1 - binaryMean)))
  return {
    form: 'marks',
    components: {
      sdQuestion: Math.sqrt(1 - own),
      sdReviewer: 0,
      sdQuestionReviewer: 0,
      ...scaled(marks, Math.sqrt(own / varianceOf(marks))),
    },
    candidateMean: normalQuantile(Math.min(0.999, Math.max(0.001, high))),
    opponentMean: normalQuantile(Math.min(0.999, Math.max(0.001, low))),
    scale: { marks: [0, 1], cuts: [0] },
  }
}
