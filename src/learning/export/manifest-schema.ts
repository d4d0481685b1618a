import { z } from 'zod'
import { sha256Schema } from '../../protocol/sha256.ts'
import { reasons } from './eligible.ts'
import { trainingUseSchema } from './licences.ts'

const text = z.string().min(1)
const count = z.int().min(0)

/** What an export can be put into. */
export const exportFormats = ['dpo', 'sft', 'trl', 'reward', 'letor', 'trec'] as const

const licenceCount = z.strictObject({
  /** Names of the licences that the text stands under, joined by " and ". */
  licence: text,
  training: trainingUseSchema,
  /** Different answers, by question and text. */
  answers: count,
})

const file = z.strictObject({
  name: text,
  format: z.enum(exportFormats),
  sha256: sha256Schema,
  bytes: count,
  /** Lines. */
  examples: count,
  questions: count,
  /** Every judgment that was read is used or left out for one reason. */
  judgments: z.strictObject({
    in: count,
    used: count,
    leftOut: z.partialRecord(z.enum(reasons), count),
    ties: count,
    conflicting: count,
  }),
  licences: z.array(licenceCount).readonly(),
})

/** `manifest.json` beside exported files: what they are made of, and what was left out and why. */
export const manifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('equipoise-preference-export'),
  softwareVersion: text,
  /** SHA-256 of the canonical JSON of all preferences that were read, in the order of their ids. */
  dataSha256: sha256Schema,
  read: z.strictObject({
    preferences: count,
    pairwise: count,
    graded: count,
    questions: count,
    /** How many, never who. */
    reviewers: count,
  }),
  split: z.literal('train'),
  filters: z.strictObject({
    /** Null: all there were. */
    axes: z.array(text).readonly().nullable(),
    consent: z.literal(true),
    screened: z.literal(true),
    gold: z.literal(false),
    repeats: z.literal(false),
    restrictedLicences: z.enum(['left-out', 'included']),
    cap: z.int().min(1).nullable(),
    seed: count,
  }),
  /** What was done, in words. */
  rules: z.strictObject({ judgments: text, answers: text, grades: text, ties: text, harm: text, cap: text }),
  provider: text.nullable(),
  style: text.nullable(),
  /** Share of repeated judgments that came out the other way; null where nobody gave an estimate. */
  flipRate: z.number().min(0).max(1).nullable(),
  /** Rule-books that the judgments were made by; null: a judgment says none. */
  rulebookVersions: z.array(z.strictObject({ version: text.nullable(), judgments: count })).readonly(),
  /** Licences of the exported answers by the arm that wrote them. */
  sources: z.array(licenceCount.extend({ arm: text })).readonly(),
  /** Answers that their licence kept out, by licence; empty where none did. */
  restricted: z.array(licenceCount).readonly(),
  files: z.array(file).min(1).readonly(),
})

export type ExportFormat = (typeof exportFormats)[number]
export type Manifest = Readonly<z.infer<typeof manifestSchema>>
export type ManifestFile = Manifest['files'][number]
export type LicenceCount = Readonly<z.infer<typeof licenceCount>>
