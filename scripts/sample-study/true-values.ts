import { createGenerator } from '../../src/statistics/random/generator.ts'
import { appeal, freshDeviates, markFor, preferenceFor } from './latent.ts'
import {
  type Arm,
  arms,
  type PairAxis,
  pairAxes,
  type Rendering,
  refusalRate,
  refusingArm,
  renderings,
  sampleSeed,
  spread,
} from './truth.ts'

/** What a pair would show over endlessly many questions and reviewers, with the first place drawn by a coin. */
export interface TrueComparison {
  readonly axis: PairAxis
  readonly rendering: Rendering
  readonly arm: Arm
  readonly against: Arm
  /** Shares of the comparisons in which both arms answered. */
  readonly win: number
  readonly tie: number
  readonly loss: number
  /** Wins minus losses. */
  readonly winDifference: number
  /** The same when a refused answer loses: what the rule of the sample protocol estimates. */
  readonly winDifferenceWithRefusals: number
}

export function trueComparisons(draws: number): TrueComparison[] {
  const pairs = arms.flatMap((arm, index) => arms.slice(index + 1).map((against) => [arm, against] as const))
  return renderings.flatMap((rendering) =>
    pairAxes.flatMap((axis) =>
      pairs.map(([arm, against]) => trueComparison(axis, rendering, arm, against, draws)),
    ),
  )
}

function trueComparison(
  axis: PairAxis,
  rendering: Rendering,
  arm: Arm,
  against: Arm,
  draws: number,
): TrueComparison {
  const generator = createGenerator(sampleSeed, 'truth', axis, rendering, arm, against)
  let wins = 0
  let losses = 0
  for (let draw = 0; draw < draws; draw += 1) {
    const one = freshDeviates(generator)
    const other = freshDeviates(generator)
    // Each draw counts both ways round, so that equal arms come out equal to the last digit.
    for (const turned of [false, true]) {
      const difference =
        appeal(arm, axis, rendering, !turned, turned ? other : one) -
        appeal(against, axis, rendering, turned, turned ? one : other)
      const preference = preferenceFor(difference, axis)
      if (preference > 0) wins += 1
      if (preference < 0) losses += 1
    }
  }
  const compared = 2 * draws
  const winDifference = (wins - losses) / compared
  const refusal = against === refusingArm ? refusalRate : arm === refusingArm ? -refusalRate : 0
  return {
    axis,
    rendering,
    arm,
    against,
    win: wins / compared,
    tie: (compared - wins - losses) / compared,
    loss: losses / compared,
    winDifference,
    winDifferenceWithRefusals: (1 - Math.abs(refusal)) * winDifference + refusal,
  }
}

/** Mean mark of each arm, without its refusals and with each of them as the worst mark. */
export function trueMarks(
  draws: number,
): { readonly arm: Arm; readonly mean: number; readonly withRefusals: number }[] {
  return arms.map((arm) => {
    const generator = createGenerator(sampleSeed, 'truth', 'marks', arm)
    let sum = 0
    for (let draw = 0; draw < draws; draw += 1) {
      const severity =
        spread.question * generator.normal() +
        spread.reviewer * generator.normal() +
        spread.questionReviewer * generator.normal()
      sum += markFor(arm, severity, freshDeviates(generator))
    }
    const mean = sum / draws
    const refusal = arm === refusingArm ? refusalRate : 0
    return { arm, mean, withRefusals: (1 - refusal) * mean + refusal }
  })
}
