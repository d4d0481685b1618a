import { z } from 'zod'
import { codedKinds } from '../assisted/scoring/code.ts'
import { stages } from '../assisted/trial-data.ts'
import { judgeFailureReasons } from '../judging/judge.ts'
import { sha256Schema } from '../protocol/sha256.ts'
import { idSchema, timeSchema } from './rows.ts'

// Rows of the coding of decisions; see migration 18.

const owned = { id: idSchema, study_id: idSchema }
const kind = z.enum(codedKinds)
const name = z.string().min(1).nullable()

export const codingTaskRowSchema = z.strictObject({ ...owned, kind, item_id: idSchema, made_at: timeSchema })

export const codingWordsRowSchema = z.strictObject({
  task_id: idSchema,
  study_id: idSchema,
  item_id: idSchema,
  kind,
  words: z.string().min(1),
  words_sha256: sha256Schema,
})

export const codingSourceRowSchema = z.strictObject({
  ...owned,
  task_id: idSchema,
  stage: z.enum(stages),
  encounter_id: idSchema.nullable(),
  place: z.int().min(0).nullable(),
  answer_id: idSchema.nullable(),
})

export const codingRowSchema = z.strictObject({
  ...owned,
  seq: z.int().min(1),
  task_id: idSchema,
  person_id: idSchema,
  role: z.enum(['coder', 'adjudicator']),
  condition: name,
  disposition: name,
  unsure: z.boolean(),
  coded_at: timeSchema,
})

export const codingProposalRowSchema = z.strictObject({
  ...owned,
  task_id: idSchema,
  kind: z.enum(['matcher', 'judge']),
  proposer: z.string().min(1),
  condition: name,
  disposition: name,
  score: z.number().min(0).max(1).nullable(),
  reason: name,
  failure: z.enum(judgeFailureReasons).nullable(),
  prompt_hash: sha256Schema.nullable(),
  call_id: idSchema.nullable(),
  proposed_at: timeSchema,
})
