import { z } from 'zod'
import { idSchema, timeSchema } from './rows.ts'

// Rows of the capture desk; see migration 9.

export const captureSlotRowSchema = z.strictObject({
  study_id: idSchema,
  arm: z.string().min(1),
  item: z.string().min(1),
  replicate: z.int().min(0),
  person_id: idSchema,
  opened_at: timeSchema,
})

/** A difference that a second person found between an answer and its page; it has the answer's id. */
export const captureDifferenceRowSchema = z.strictObject({
  id: idSchema,
  study_id: idSchema,
  found_by_id: idSchema,
  found_at: timeSchema,
})

export const captureDifferenceWordsRowSchema = z.strictObject({
  difference_id: idSchema,
  study_id: idSchema,
  person_id: idSchema,
  words: z.string().min(1),
})
