import { z } from 'zod'
import { clinicalAnswerSchema } from '../../search/answer/answer.ts'
import { passageSchema } from '../../search/corpus/passage.ts'
import { longestQuestion, questionText } from '../../search/question-text.ts'

/** A question in words; what is no text in it becomes a space before anything reads it. */
export const questionSchema = z
  .string()
  .max(2 * longestQuestion)
  .transform(questionText)
  .pipe(z.string().min(1).max(longestQuestion))

export const answersRequestSchema = z.strictObject({
  question: questionSchema,
  /** `extractive`: sentences of the sources, also where a model writes; left out: as the server answers. */
  way: z.enum(['extractive', 'abstractive']).optional(),
})

/** How a question was read: what was searched for otherwise than it was written, and what it is taken to be about. */
const readingSchema = z.strictObject({
  changes: z.array(
    z.strictObject({
      kind: z.enum(['abbreviation', 'brand', 'spelling', 'courtesy']),
      written: z.string(),
      searched: z.array(z.string()),
      sentence: z.string(),
    }),
  ),
  focus: z.array(z.string()),
  types: z.array(z.string()),
})

export const answersResponseSchema = z.strictObject({
  /** Names ranking, confidence and corpus. */
  version: z.string(),
  corpus: z.strictObject({ name: z.string(), sha256: z.string() }),
  answer: clinicalAnswerSchema,
  read: readingSchema,
  /** The passages that are cited or named as nearest, whole. */
  passages: z.array(passageSchema),
})

export type AnswersResponse = z.infer<typeof answersResponseSchema>
export type QuestionReading = z.infer<typeof readingSchema>
