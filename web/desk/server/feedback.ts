import { z } from 'zod'
import { shownAnswerSchema } from '../../../src/review/shown/shown-answer.ts'
import { taskFormSchema } from '../../../src/server/contract/desk.ts'

/**
 * `GET /api/desk/feedback?unit=<id>`: what the study's authors say of a practice question, once it is done. A server
 * without any answers 404, and the page shows the reviewer's own marks alone.
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
