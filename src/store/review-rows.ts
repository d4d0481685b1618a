import { z } from 'zod'
import { lookOutcomeSchema } from '../protocol/looks/taken-look.ts'
import { sha256Schema } from '../protocol/sha256.ts'
import { idSchema, jsonObject, timeSchema } from './rows.ts'

// Rows of the review; see migrations 8 and 10.

const owned = { id: idSchema, study_id: idSchema }
const form = z.enum(['pairwise', 'absolute'])

export const reviewRowSchema = z.strictObject({
  study_id: idSchema,
  protocol_hash: sha256Schema,
  secret: sha256Schema,
  opened_at: timeSchema,
})

export const reviewClosingRowSchema = z.strictObject({ study_id: idSchema, closed_at: timeSchema })

/** See migration 11. */
export const reviewLookRowSchema = z.strictObject({
  study_id: idSchema,
  number: z.int().min(1),
  taken_at: timeSchema,
  person_id: idSchema,
  reason: z.string().min(1),
  protocol_hash: sha256Schema,
  data_hash: sha256Schema,
  marks: z.int().min(1),
  due: z.int().min(2),
  outcomes: z.array(lookOutcomeSchema),
})

export const identityDecisionRowSchema = z.strictObject({
  ...owned,
  answer_id: idSchema,
  decision: z.enum(['clear', 'mask', 'exclude']),
  found: z.array(jsonObject),
  person_id: idSchema,
  reason: z.string().min(1),
  decided_at: timeSchema,
})

export const shownAnswerRowSchema = z.strictObject({
  ...owned,
  answer_id: idSchema,
  /** Empty where the protocol names no rendering. */
  rendering: z.string(),
  content: z.string(),
  spans: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
})

export const reviewUnitRowSchema = z.strictObject({
  ...owned,
  number: z.int().min(0),
  item_id: idSchema,
  form,
  rendering: z.string().min(1).nullable(),
  round: z.int().min(0),
  role: z.enum(['study', 'training', 'gold']),
  repeats: z.int().min(0).nullable(),
})

export const reviewLeftOutRowSchema = z.strictObject({
  ...owned,
  item_id: idSchema,
  form,
  rendering: z.string().min(1).nullable(),
  round: z.int().min(0),
  role: z.enum(['study', 'training', 'gold']),
  arm_a_id: idSchema,
  arm_b_id: idSchema.nullable(),
  why: z.array(
    z.strictObject({ arm: idSchema, state: z.enum(['refused', 'failed', 'excluded', 'not-asked']) }),
  ),
})

export const reviewTaskRowSchema = z.strictObject({
  ...owned,
  unit_id: idSchema,
  place: z.int().min(0),
  arm_a_id: idSchema,
  arm_b_id: idSchema.nullable(),
  first: z.enum(['a', 'b']),
  shown_a_id: idSchema,
  shown_b_id: idSchema.nullable(),
})

export const reviewReviewerRowSchema = z.strictObject({
  study_id: idSchema,
  person_id: idSchema,
  arrival: z.int().min(0),
  form: form.nullable(),
  rendering: z.string().min(1).nullable(),
  joined_at: timeSchema,
})

export const reviewAssignmentRowSchema = z.strictObject({
  ...owned,
  unit_id: idSchema,
  reviewer_id: idSchema,
  seq: z.int().min(1),
  taken_at: timeSchema,
})

export const reviewReturnRowSchema = z.strictObject({
  ...owned,
  seq: z.int().min(1),
  reason: z.enum(['left undone', 'reviewer removed', 'given back']),
  returned_at: timeSchema,
})

export const reviewEventRowSchema = z.strictObject({
  study_id: idSchema,
  key: idSchema,
  seq: z.int().min(1),
  task_id: idSchema,
  reviewer_id: idSchema,
  kind: z.enum(['form', 'undo', 'guess']),
  body: jsonObject,
  complete: z.boolean().nullable(),
  active_seconds: z.number().min(0).nullable(),
  made_at: timeSchema,
  received_at: timeSchema,
})

export const reviewMarkRowSchema = z.strictObject({
  judgment_id: idSchema,
  study_id: idSchema,
  task_id: idSchema,
  axis: z.string().min(1),
  event_key: idSchema,
})

export const reviewCommentRowSchema = z.strictObject({
  study_id: idSchema,
  event_key: idSchema,
  person_id: idSchema,
  words: z.string().min(1),
})

export const reviewConsentRowSchema = z.strictObject({
  ...owned,
  seq: z.int().min(1),
  person_id: idSchema,
  given: z.boolean(),
  said_at: timeSchema,
})
