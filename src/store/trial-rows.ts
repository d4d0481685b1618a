import { z } from 'zod'
import { sha256Schema } from '../protocol/sha256.ts'
import { idSchema, jsonObject, timeSchema } from './rows.ts'

// Rows of assisted-use trials; see migration 17.

const owned = { id: idSchema, study_id: idSchema }
const ofPerson = { study_id: idSchema, person_id: idSchema }
const kind = z.enum(['real', 'simulated'])

export const trialRowSchema = z.strictObject({
  study_id: idSchema,
  protocol_hash: sha256Schema,
  secret: sha256Schema,
  opened_at: timeSchema,
})

export const trialClosingRowSchema = z.strictObject({ study_id: idSchema, closed_at: timeSchema })

export const participantRowSchema = z.strictObject({
  ...ofPerson,
  kind,
  consent_version: z.string().min(1),
  consented_at: timeSchema,
})

export const participantLinkRowSchema = z.strictObject({ token_hash: sha256Schema, ...ofPerson })

export const participantStepRowSchema = z.strictObject({
  ...owned,
  person_id: idSchema,
  step: z.enum(['eligibility', 'baseline', 'attention', 'questionnaire']),
  passed: z.boolean().nullable(),
})

export const participantAnswerRowSchema = z.strictObject({
  ...ofPerson,
  form: z.enum(['baseline', 'questionnaire']),
  question: z.string().min(1),
  value: z.union([z.string(), z.number()]),
})

export const allocationRowSchema = z.strictObject({
  ...ofPerson,
  kind,
  number: z.int().min(1),
  arm_id: idSchema,
  strata: z.record(z.string(), z.string()),
  drawn_at: timeSchema,
})

export const encounterRowSchema = z.strictObject({
  ...owned,
  person_id: idSchema,
  place: z.int().min(0),
  item_id: idSchema,
  arm_id: idSchema,
})

export const caseShownRowSchema = z.strictObject({
  encounter_id: idSchema,
  study_id: idSchema,
  shown_at: timeSchema,
})

export const chatMessageRowSchema = z.strictObject({
  ...owned,
  encounter_id: idSchema,
  number: z.int().min(1),
  key: idSchema,
  characters: z.int().min(1),
  sent_at: timeSchema.nullable(),
})

export const chatCallRowSchema = z.strictObject({
  ...owned,
  person_id: idSchema,
  message_id: idSchema,
  attempt: z.int().min(1),
  worst_usd: z.number().nullable(),
  worst_tokens: z.int().min(0),
})

/** What came of a call; it has the call's id. */
export const chatOutcomeRowSchema = z.strictObject({
  ...owned,
  status: z.enum(['answered', 'refused', 'failed', 'in-doubt']),
  reason: z.string().nullable(),
  usd: z.number().nullable(),
  tokens: z.int().min(0).nullable(),
  usage: jsonObject.nullable(),
  model_snapshot: z.string().nullable(),
  http_status: z.int().nullable(),
  seconds: z.number().nullable(),
})

export const chatWordsRowSchema = z.strictObject({
  ...ofPerson,
  message_id: idSchema,
  role: z.enum(['participant', 'arm']),
  words: z.string().min(1),
})

export const trialDecisionRowSchema = z.strictObject({
  encounter_id: idSchema,
  study_id: idSchema,
  key: idSchema,
  disposition: z.string().min(1),
  confidence: z.int().min(0).max(100),
  conditions: z.int().min(0),
  seconds: z.number().nullable(),
  decided_at: timeSchema.nullable(),
})

export const decisionWordsRowSchema = z.strictObject({
  ...ofPerson,
  encounter_id: idSchema,
  place: z.int().min(0),
  words: z.string().min(1),
})

export const withdrawalRowSchema = z.strictObject({
  ...owned,
  person_id: idSchema,
  deleted: z.boolean(),
  withdrawn_at: timeSchema,
})
