import { z } from 'zod'
import { count, intervalSchema, probability } from '../results/contrast-schema.ts'

export const stageNameSchema = z.enum(['expert-query', 'first-turn', 'conversation', 'person'])

const stepSchema = z.strictObject({
  from: stageNameSchema,
  to: stageNameSchema,
  /** Later minus earlier stage on the same work of the same person; negative is a loss. */
  difference: z.number().nullable(),
  se: z.number().nullable(),
  df: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  p: probability.nullable(),
})

/** Where it breaks, by outcome and arm. */
export const stagesSchema = z.array(
  z.strictObject({
    outcome: z.enum(['condition', 'disposition']),
    arms: z.array(
      z.strictObject({
        arm: z.string(),
        /** Encounters that every stage named here was scored on: all shares are of these, so that steps add up. */
        n: count,
        cases: count,
        participants: count,
        shares: z.array(
          z.strictObject({
            stage: stageNameSchema,
            share: z.number().nullable(),
            ci95: intervalSchema.nullable(),
            /** Encounters (cases for `expert-query`) with a score of this stage, also outside the common ones. */
            scored: count,
          }),
        ),
        steps: z.array(stepSchema),
      }),
    ),
  }),
)

export type StageResults = z.infer<typeof stagesSchema>
