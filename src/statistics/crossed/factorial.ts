import { type ArmContrast, armContrast } from './arm-contrast.ts'
import { type ArmMarks, armMeans } from './arm-means.ts'
import { type ContrastRatio, contrastRatio } from './contrast-ratio.ts'
import { type FactorialArm, factorialWeights } from './factorial-weights.ts'

export interface FactorialInput {
  /** Marks; a higher one is better. */
  readonly marks: ArmMarks
  /** One for every family, size and stage; marks name them by their place. */
  readonly arms: readonly FactorialArm[]
  /** Stages of feedback in their order; the first is the reference. */
  readonly stages: readonly string[]
  /** Confidence level; 0.95 when left out. */
  readonly level?: number
}

export interface FactorialStage {
  /** Name of the stage. */
  readonly stage: string
  /** The stage less the reference, over all families and sizes. */
  readonly effect: ArmContrast
  /** What a step of size does more in the stage than in the reference. */
  readonly interaction: ArmContrast
  /** The effect for a thousand preferences; null where a cell has none more than its reference. */
  readonly perThousandPreferences: ArmContrast | null
  /** Preferences, in thousands, whose effect is that of one step of size; null with `perThousandPreferences`. */
  readonly thousandsPerStep: ContrastRatio | null
}

export interface Factorial {
  /** Marks used. */
  readonly n: number
  /** Questions among them. */
  readonly nQuestions: number
  /** Null when reviewers are not identified. */
  readonly nReviewers: number | null
  /** Mean by arm, with its interval. */
  readonly means: readonly ArmContrast[]
  /** Effect of one step from a size to the next, over all families and stages. */
  readonly sizeStep: ArmContrast
  /** Effect of a doubling of the size. */
  readonly sizeDoubling: ArmContrast
  /** One for each stage after the reference. */
  readonly stages: readonly FactorialStage[]
}

/**
 * Effects of size and of feedback on the marks of the arms of a complete factorial, their interaction, and the number
 * of preferences that is worth one step of size.
 *
 * The effects are contrasts of arm means (`factorialWeights`), with the two-way clustered error of the house: V =
 * max(Vq + Vr - Vcell, Vq, Vr), t on min(Gq, Gr) - 1 degrees of freedom. With the same reviewers and questions for all arms
 * a contrast is the mean paired difference. The number of preferences is a ratio of two contrasts with Fieller's interval and
 * rests on a straight line between the reference and the stage; beyond the preferences that were used it is an extrapolation.
 *
 * @method crossed.factorial
 * @question How much do size and feedback do, does one hang on the other, and how many preferences are worth one step of size?
 * @standing optional
 * @source Cameron, Gelbach and Miller 2011; Fieller 1954
 * @pinned R 4.2.2 sandwich 3.0-2: vcovCL(lm(y ~ 0 + arm), cluster = ~q, ~r, ~q:r, type = "HC0", cadjust = TRUE), the guard, and the
 *   interval of the ratio by solving for its ends with uniroot
 */
export function factorial({ marks, arms, stages, level = 0.95 }: FactorialInput): Factorial {
  const weights = factorialWeights(arms, stages)
  const means = armMeans(marks, arms.length)
  const contrast = (of: readonly number[]) => armContrast(means, of, level)
  return {
    n: marks.value.length,
    nQuestions: means.nQuestions,
    nReviewers: means.nReviewers,
    means: arms.map((_, arm) => contrast(arms.map((__, other) => (other === arm ? 1 : 0)))),
    sizeStep: contrast(weights.sizeStep),
    sizeDoubling: contrast(weights.sizeDoubling),
    stages: weights.stages.map(({ stage, effect, interaction, perThousand }) => ({
      stage,
      effect: contrast(effect),
      interaction: contrast(interaction),
      perThousandPreferences: perThousand === null ? null : contrast(perThousand),
      thousandsPerStep:
        perThousand === null ? null : contrastRatio(means, weights.sizeStep, perThousand, level),
    })),
  }
}
