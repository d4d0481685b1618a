import { z } from 'zod'

/** Stages of feedback after pre-training, from none to the most. */
export const feedbackStages = ['none', 'sft', 'self-distillation', 'dpo'] as const
export type FeedbackStage = (typeof feedbackStages)[number]

/** What a protocol says of how the model of an arm was made. */
export const armTrainingFields = {
  size: z
    .union([z.number().positive().max(1_000_000), z.literal('undisclosed')])
    .optional()
    .meta({
      description:
        'Parameters of the model in billions (8 is 8 billion), or undisclosed. Default: not stated.',
    }),
  baseModel: z.string().min(1).optional().meta({
    description: 'The model that the feedback was given to, by its name and version. Default: not stated.',
  }),
  feedback: z.enum(feedbackStages).optional().meta({
    description:
      'Last stage of feedback by the team that runs the study. none: the base model as its maker gave it out. sft: supervised tuning on answers that reviewers preferred. self-distillation: tuning on its own answers. dpo: direct preference optimisation. Default: not stated.',
  }),
  preferences: z.int().min(0).max(1_000_000_000).optional().meta({
    description:
      'Preferences of reviewers that it was trained with. Default: 0 for feedback none, else not stated.',
  }),
}

/** The same with its defaults filled in; null is not stated. */
export interface ArmTraining {
  /** Parameters in billions. */
  readonly size: number | 'undisclosed' | null
  readonly baseModel: string | null
  readonly feedback: FeedbackStage | null
  readonly preferences: number | null
}

interface WrittenTraining {
  readonly size?: number | 'undisclosed' | undefined
  readonly baseModel?: string | undefined
  readonly feedback?: FeedbackStage | undefined
  readonly preferences?: number | undefined
}

export function fillTraining({ size, baseModel, feedback, preferences }: WrittenTraining): ArmTraining {
  return {
    size: size ?? null,
    baseModel: baseModel ?? null,
    feedback: feedback ?? null,
    preferences: preferences ?? (feedback === 'none' ? 0 : null),
  }
}
