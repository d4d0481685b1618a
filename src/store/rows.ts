import { z } from 'zod'
import { answerStatusSchema } from '../answers/answer.ts'
import { itemContentSchema } from '../items/item.ts'
import { identifierKindNames } from '../items/screen/identifier-kinds.ts'
import { noChoiceReasons, readingRules } from '../judging/answer-key/reading.ts'
import { judgeFailureReasons } from '../judging/judge.ts'
import { criterionMarksSchema, harmSchema, judgmentRoleSchema, sideSchema } from '../judging/judgment.ts'
import { sha256Schema } from '../protocol/sha256.ts'

// One schema for each table: the shape of a row as it is read from the database and as it stands in a bundle.

export const idSchema = z.guid()
/** UTC with as many decimals as the database keeps (microseconds). */
export const timeSchema = z
  .string()
  .regex(/^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'a time in UTC, such as 2026-11-12T09:30:00Z')
/** Bytes as the database writes them in JSON; the driver gives a buffer. */
const rawBytes = z
  .union([
    z.instanceof(Uint8Array),
    z.string().regex(/^\\x([0-9a-f]{2})*$/, 'bytes as \\\\x and hexadecimal digits'),
  ])
  .transform((value) => (typeof value === 'string' ? value : `\\x${Buffer.from(value).toString('hex')}`))
const owned = { id: idSchema, study_id: idSchema }

export const studyRowSchema = z.strictObject({
  id: idSchema,
  key: z.string().min(1),
  title: z.string(),
  created_at: timeSchema,
})

export const itemRowSchema = z.strictObject({
  ...owned,
  key: z.string().min(1),
  text: z.string().nullable(),
  strata: z.record(z.string(), z.string()),
  hash: sha256Schema,
  content: itemContentSchema.nullable(),
})

export const armRowSchema = z.strictObject({ ...owned, key: z.string().min(1) })

export const answerRowSchema = z.strictObject({
  ...owned,
  item_id: idSchema,
  arm_id: idSchema,
  status: answerStatusSchema,
  text: z.string().nullable(),
  provenance: z.enum(['api', 'captured', 'recorded', 'vendor']),
  replicate: z.int().min(0),
  call_id: idSchema.nullable(),
  reason: z.string().nullable(),
})

/** A call that was about to be made; see `callOutcomeRowSchema` for what came of it. */
export const callRowSchema = z.strictObject({
  ...owned,
  item_id: idSchema,
  arm_id: idSchema,
  replicate: z.int().min(0),
  attempt: z.int().min(1),
  worst_usd: z.number().nullable(),
  worst_tokens: z.int().min(0),
  begun_at: timeSchema,
})

export const jsonObject = z.record(z.string(), z.unknown())

/** What came of a call; it has the call's id. */
export const callOutcomeRowSchema = z.strictObject({
  ...owned,
  status: z.enum(['answered', 'refused', 'failed', 'in-doubt']),
  reason: z.string().nullable(),
  usd: z.number().nullable(),
  tokens: z.int().min(0).nullable(),
  usage: jsonObject.nullable(),
  citations: z.array(jsonObject).nullable(),
  settings_refused: z.array(z.string()).nullable(),
  model_snapshot: z.string().nullable(),
  request_id: z.string().nullable(),
  http_status: z.int().nullable(),
  seconds: z.number().nullable(),
  raw: rawBytes.nullable(),
  finished_at: timeSchema,
})

export const citationRowSchema = z.strictObject({
  url: z.string().nullable(),
  title: z.string().nullable(),
  quote: z.string().nullable(),
})

/** Where an answer that a person brought comes from; it has the answer's id. */
export const captureRowSchema = z.strictObject({
  ...owned,
  citations: z.array(citationRowSchema),
  product: z.string().min(1),
  mode: z.string().min(1).nullable(),
  version: z.string().min(1).nullable(),
  account: z.string().min(1).nullable(),
  region: z.string().min(1).nullable(),
  captured_at: timeSchema,
  operator_id: idSchema,
  screenshot: z.string().min(1).nullable(),
  screenshot_sha256: sha256Schema.nullable(),
  to_check: z.boolean(),
  import_id: idSchema,
})

/** The check of a captured answer by a second person; it has the answer's id. */
export const captureCheckRowSchema = z.strictObject({
  ...owned,
  checked_by_id: idSchema,
  import_id: idSchema,
})

/** A call of a judge that was about to be made; see `judgeOutcomeRowSchema` for what came of it. */
export const judgeCallRowSchema = z.strictObject({
  ...owned,
  /** `coding`: a proposal for a text that people code. */
  kind: z.enum(['rubric', 'pairwise', 'coding']),
  judge: z.string().min(1),
  /** What is to be marked, as text. */
  task: z.string().min(1),
  attempt: z.int().min(1),
  worst_usd: z.number().nullable(),
  worst_tokens: z.int().min(0),
  begun_at: timeSchema,
})

/** What came of a call of a judge; it has the call's id. */
export const judgeOutcomeRowSchema = callOutcomeRowSchema.omit({ citations: true })

const labelsSchema = z.array(z.string().min(1)).nullable()

/** A mark that a machine gave, or why it gave none; the columns of the other kinds are null. */
export const machineMarkRowSchema = z.strictObject({
  ...owned,
  kind: z.enum(['key', 'rubric', 'pairwise']),
  item_id: idSchema,
  arm_id: idSchema,
  replicate: z.int().min(0),
  arm_b_id: idSchema.nullable(),
  replicate_b: z.int().min(0).nullable(),
  judge: z.string().min(1),
  judge_family: z.string().min(1).nullable(),
  judge_version: z.string().min(1).nullable(),
  prompt_hash: sha256Schema.nullable(),
  request_hash: sha256Schema.nullable(),
  own_family: z.boolean(),
  reply: rawBytes.nullable(),
  input_tokens: z.int().min(0).nullable(),
  output_tokens: z.int().min(0).nullable(),
  usd: z.number().nullable(),
  failure: z.enum(judgeFailureReasons).nullable(),
  choices: labelsSchema,
  no_choice: z.enum(noChoiceReasons).nullable(),
  candidates: labelsSchema,
  rule: z.enum(readingRules).nullable(),
  span: z.tuple([z.int().min(0), z.int().min(0)]).nullable(),
  answer_key: labelsSchema,
  criterion: z.string().min(1).nullable(),
  met: z.boolean().nullable(),
  explanation: z.string().nullable(),
  axis: z.string().min(1).nullable(),
  first_side: sideSchema.nullable(),
  preferred: z.enum(['first', 'second', 'tie']).nullable(),
  call_id: idSchema.nullable(),
  import_id: idSchema.nullable(),
  marked_at: timeSchema,
})

export const personRowSchema = z.strictObject({ ...owned, created_at: timeSchema })

export const personPrivateRowSchema = z.strictObject({
  person_id: idSchema,
  study_id: idSchema,
  name: z.string().min(1),
  salt: z.string(),
  email: z.string().min(1).nullable(),
  profile: jsonObject,
})

/** How many problems of one kind left rows out of an import; a row may have several. */
export const skippedRowsSchema = z.strictObject({ code: z.string().min(1), n: z.int().min(1) })

export const importRowSchema = z.strictObject({
  ...owned,
  kind: z.string().min(1),
  file_name: z.string(),
  file_sha256: sha256Schema,
  rows_read: z.int().min(0),
  rows_imported: z.int().min(0),
  skipped: z.array(skippedRowsSchema),
  created_at: timeSchema,
})

export const judgmentRowSchema = z.strictObject({
  ...owned,
  form: z.enum(['pairwise', 'absolute']),
  item_id: idSchema,
  arm_a_id: idSchema,
  arm_b_id: idSchema.nullable(),
  axis: z.string().min(1),
  rendering: z.string().min(1).nullable(),
  reviewer_id: idSchema.nullable(),
  value: z.number().nullable(),
  strength: z.int().min(1).max(9).nullable(),
  adequacy_a: z.boolean().nullable(),
  adequacy_b: z.boolean().nullable(),
  criteria: criterionMarksSchema.nullable(),
  harm: harmSchema.nullable(),
  side: sideSchema.nullable(),
  shown_at: timeSchema.nullable(),
  decided_at: timeSchema.nullable(),
  active_seconds: z.number().min(0).nullable(),
  rulebook_version: z.string().nullable(),
  role: judgmentRoleSchema,
  consent: z.boolean().nullable(),
  supersedes: idSchema.nullable(),
  import_id: idSchema.nullable(),
})

/** A judgment as the database has it: with its place in the order of writing, which a bundle's order gives. */
export const storedJudgmentRowSchema = judgmentRowSchema.extend({ seq: z.int().min(1) })

export const protocolLockRowSchema = z.strictObject({
  ...owned,
  version: z.int().min(1),
  hash: sha256Schema,
  document: z.string(),
  locked_at: timeSchema,
})

/** How often the identifier screen found a kind in an item. */
export const foundKindSchema = z.strictObject({ kind: z.enum(identifierKindNames), n: z.int().min(1) })

export const screenDecisionRowSchema = z.strictObject({
  ...owned,
  item_id: idSchema,
  item_hash: sha256Schema,
  decision: z.enum(['cleared', 'held']),
  person_id: idSchema,
  reason: z.string().min(1),
  found: z.array(foundKindSchema),
  decided_at: timeSchema,
})
