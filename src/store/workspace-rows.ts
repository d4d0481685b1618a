import { z } from 'zod'
import { sha256Schema } from '../protocol/sha256.ts'
import { idSchema, timeSchema } from './rows.ts'

/** An entry of the log of the workspace, chained as those of a study are. */
export const workspaceEntryRowSchema = z.strictObject({
  number: z.int().min(1),
  document: z.string().min(1),
  hash: sha256Schema,
})

/** The rule of retention; null: until somebody deletes it. There is one row at most. */
export const retentionRuleRowSchema = z.strictObject({
  id: z.literal(true),
  people_days: z.int().min(0).nullable(),
  asked_days: z.int().min(0).nullable(),
})

/** In which database a study is to be gone on with. */
export const studyPlaceRowSchema = z.strictObject({
  study_id: idSchema,
  place: z.enum(['here', 'arriving', 'moved']),
  peer_identity: z.string(),
  peer: z.string(),
  verified: sha256Schema.nullable(),
  changed_at: timeSchema,
})
