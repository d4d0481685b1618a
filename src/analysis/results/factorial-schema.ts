import { z } from 'zod'
import { feedbackStages } from '../../protocol/arm-training.ts'
import { count, intervalSchema, probability } from './contrast-schema.ts'

const effect = z.strictObject({
  /** Positive favours the larger size, the later stage; also where a lower mark is better. */
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  df: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  /** Two-sided, unadjusted. */
  p: probability.nullable(),
})

const stage = z.enum(feedbackStages)

/** Size crossed with feedback: estimates that no hypothesis was locked for. */
export const factorialSchema = z.strictObject({
  axis: z.string(),
  rendering: z.string().nullable(),
  form: z.enum(['pairwise', 'absolute']),
  /** Pairwise only: the arm that all are compared with. */
  against: z.string().nullable(),
  /** The stage that the others are compared with. */
  reference: stage,
  arms: z.array(
    z.strictObject({
      arm: z.string(),
      family: z.string(),
      baseModel: z.string(),
      /** Parameters in billions. */
      size: z.number(),
      feedback: stage,
      preferences: count.nullable(),
      n: count,
      /** Mean mark, or win difference against the common opponent. */
      mean: z.number().nullable(),
      ci95: intervalSchema.nullable(),
    }),
  ),
  /** Absolute only: other arms that are not made worse on purpose, on the same questions, to compare by eye. */
  others: z.array(
    z.strictObject({
      arm: z.string(),
      /** Parameters in billions; null where the protocol does not say. */
      size: z.union([z.number(), z.literal('undisclosed')]).nullable(),
      mean: z.number(),
    }),
  ),
  /** Marks used: of questions on which every arm has one. */
  n: count,
  /** Marks of other questions. */
  leftOut: count,
  nQuestions: count,
  nReviewers: count.nullable(),
  size: z.strictObject({
    /** From one size to the next, averaged over families and stages. */
    step: effect,
    doubling: effect,
    families: z.array(z.strictObject({ family: z.string(), sizes: z.array(z.number()) })),
  }),
  stages: z.array(
    z.strictObject({
      feedback: stage,
      /** The stage less the reference, averaged over families and sizes. */
      effect,
      /** What a step of size does more in this stage than in the reference. */
      interaction: effect,
      /** Of a thousand preferences; null where the protocol does not state them for every cell. */
      perThousandPreferences: effect.nullable(),
      /** Preferences whose effect is that of one step of size, with Fieller's interval; null with the one above. */
      preferencesPerStep: z
        .strictObject({
          estimate: z.number().nullable(),
          ci95: intervalSchema.nullable(),
          /** Why there is no number; null where there is one. */
          undefinedBecause: z
            .enum(['effect-undefined', 'effect-not-away-from-zero', 'feedback-does-worse'])
            .nullable(),
        })
        .nullable(),
      /** Fewest and most preferences of an arm of the stage. */
      preferences: z.strictObject({ fewest: count, most: count }).nullable(),
    }),
  ),
  /** What the numbers say, one sentence each. */
  sentences: z.array(z.string()),
  /** What they cannot say. */
  limits: z.array(z.string()),
})

export type FactorialResult = z.infer<typeof factorialSchema>
export type FactorialEffect = z.infer<typeof effect>
