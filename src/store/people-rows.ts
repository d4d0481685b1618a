import { z } from 'zod'
import { sha256Schema } from '../protocol/sha256.ts'
import { roleSchema } from '../review/people/role.ts'
import { idSchema, timeSchema } from './rows.ts'

// Rows of people and of what they may do; see migration 7.

export const membershipRowSchema = z.strictObject({
  id: idSchema,
  study_id: idSchema,
  person_id: idSchema,
  role: roleSchema,
  granted_at: timeSchema,
  revoked_at: timeSchema.nullable(),
})

export const invitationRowSchema = z.strictObject({
  id: idSchema,
  study_id: idSchema,
  person_id: idSchema,
  token_hash: sha256Schema,
  created_at: timeSchema,
  expires_at: timeSchema,
  used_at: timeSchema.nullable(),
  revoked_at: timeSchema.nullable(),
})

export const webSessionRowSchema = z.strictObject({
  token_hash: sha256Schema,
  study_id: idSchema,
  person_id: idSchema,
  created_at: timeSchema,
  expires_at: timeSchema,
  ended_at: timeSchema.nullable(),
})

export const auditEntryRowSchema = z.strictObject({
  study_id: idSchema,
  number: z.int().min(1),
  document: z.string(),
  hash: sha256Schema,
})
