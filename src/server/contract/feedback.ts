import { z } from 'zod'
import { shownAnswerSchema } from '../../review/shown/shown-answer.ts'
import { taskFormSchema } from './desk.ts'

/**
 * `GET /api/desk/feedback?unit=<id>`: what the study's authors say of a practice question, once it is done; 404 where they
 * say nothing.
 */
export const trainingFeedbackSchema = z.strictObject({
  tasks: z.array(
    z.strictObject({
      task: z.guid(),
      /** The marks that the authors would give; null where none are wanted. */
      expected: taskFormSchema.pick({ marks: true, adequate: true }).nullable(),
      notes: shownAnswerSchema.nullable(),
    }),
  ),
})

export type TrainingFeedback = Readonly<z.infer<typeof trainingFeedbackSchema>>
