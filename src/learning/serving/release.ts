import { z } from 'zod'
import { sha256Schema } from '../../protocol/sha256.ts'

const text = z.string().min(1)

/** What answers: the model, the features that it reads, and the index that it ranks. All three or none of it is a version. */
export const releasedVersionSchema = z.strictObject({
  /** Null: the label-free prior. */
  model: z.strictObject({ id: text, sha256: sha256Schema }).nullable(),
  featureSchemaSha256: sha256Schema,
  /** The corpus by its name in the workspace, and the SHA-256 that its index had. */
  index: z.strictObject({ corpus: text, sha256: sha256Schema }),
})

/** `shadow`: it ranks every question unseen. `canary`: a share of the questions is answered from both rankings interleaved. */
export const trialStageSchema = z.discriminatedUnion('stage', [
  z.strictObject({ stage: z.literal('shadow') }),
  z.strictObject({ stage: z.literal('canary'), share: z.number().gt(0).max(0.5) }),
])

/** What let a version through: the verdict of its gate, or the words of whoever let it pass without one. */
export const releaseReasonSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('gate'), verdict: z.literal('pass'), sha256: sha256Schema }),
  z.strictObject({ by: z.literal('person'), words: text }),
])

const entryFields = {
  schemaVersion: z.literal(1),
  seq: z.int().min(1),
  at: z.iso.datetime(),
  /** SHA-256 of the line before; null of the first. */
  previous: sha256Schema.nullable(),
} as const

/** One line of the record of releases of a corpus. Lines are added and never changed. */
export const releaseEntrySchema = z.discriminatedUnion('action', [
  /** The version answers from now on; a trial of it ends. */
  z.strictObject({
    ...entryFields,
    action: z.literal('promote'),
    version: releasedVersionSchema,
    reason: releaseReasonSchema,
  }),
  /** The version runs beside the one that answers. */
  z.strictObject({
    ...entryFields,
    action: z.literal('try'),
    version: releasedVersionSchema,
    trial: trialStageSchema,
    reason: releaseReasonSchema,
  }),
  /** A trial ends without promotion. */
  z.strictObject({ ...entryFields, action: z.literal('stop'), words: text }),
  /** The version before the present one answers again. */
  z.strictObject({ ...entryFields, action: z.literal('roll-back'), words: text }),
  /** What was watched crossed a threshold: nothing goes further before a gate has looked again. */
  z.strictObject({ ...entryFields, action: z.literal('reopen-gate'), findings: z.array(text).min(1) }),
])

export type ReleasedVersion = Readonly<z.infer<typeof releasedVersionSchema>>
export type TrialStage = Readonly<z.infer<typeof trialStageSchema>>
export type ReleaseReason = Readonly<z.infer<typeof releaseReasonSchema>>
export type ReleaseEntry = Readonly<z.infer<typeof releaseEntrySchema>>
