import { z } from 'zod'

/**
 * What became of an item at an arm. Four different things that stay apart up to the report: an answer, a
 * refusal to answer, a technical failure, and (for marks, not here) a missing mark.
 */
export const answerStatusSchema = z.enum(['answered', 'refused', 'failed'])

export type AnswerStatus = z.infer<typeof answerStatusSchema>

/** What an arm gave for an item. Frozen once collected. */
export const answerSchema = z.strictObject({
  item: z.string().min(1),
  arm: z.string().min(1),
  status: answerStatusSchema,
  /** The answer's text; null where only its status is known. */
  text: z.string().nullable(),
  /** How the answer came to us. */
  provenance: z.enum(['api', 'captured', 'recorded', 'vendor']),
})

export type Answer = Readonly<z.infer<typeof answerSchema>>
