import { z } from 'zod'
import type { FeedbackStage } from './arm-training.ts'
import { idSchema } from './id.ts'
import type { PlannedArm } from './plan.ts'

/** Which arms cross size with feedback, and where their marks are read. */
export const factorialSection = z
  .strictObject({
    axis: idSchema.meta({ description: 'Axis whose marks are compared.' }),
    arms: z.array(idSchema).min(4).meta({
      description:
        'One arm for every family, size and stage of feedback; each says its family, size, baseModel and feedback.',
    }),
    against: idSchema.optional().meta({
      description: 'Pairwise axes: the arm that all of these are compared with. Not on absolute axes.',
    }),
  })
  .meta({
    description:
      'Size crossed with feedback: the report then gives both effects, their interaction, and the preferences that are worth one step of size. Default: none.',
  })

/** The same with its defaults filled in. */
export interface PlannedFactorial {
  readonly axis: string
  /** In the order of the protocol. */
  readonly arms: readonly string[]
  /** Null on absolute axes. */
  readonly against: string | null
}

export function fillFactorial(
  section: z.infer<typeof factorialSection> | undefined,
): PlannedFactorial | null {
  return section === undefined
    ? null
    : { axis: section.axis, arms: section.arms, against: section.against ?? null }
}

/** A member of a factorial, with all that it must say of itself. */
export interface FactorialMember {
  readonly arm: PlannedArm
  readonly family: string
  readonly size: number
  readonly baseModel: string
  readonly feedback: FeedbackStage
}

/** The arm as a member of a factorial; null where it does not say all that it must. */
export function factorialMember(arm: PlannedArm): FactorialMember | null {
  const { family, size, baseModel, feedback } = arm
  if (family === null || baseModel === null || feedback === null || typeof size !== 'number') return null
  return { arm, family, size, baseModel, feedback }
}
