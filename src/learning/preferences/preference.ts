import { z } from 'zod'
import { harmSchema, sideSchema } from '../../judging/judgment.ts'
import { sha256Schema } from '../../protocol/sha256.ts'

const text = z.string().min(1)
const time = z.iso.datetime({ offset: true })

/** Raised when a field changes its meaning; learned models name it. */
export const preferenceVersion = 1

/** Where a question's preferences are used. By a hash of the normalised question, so that no question is on two sides. */
export const splitSchema = z.enum(['train', 'calibration', 'gate'])

/** One of the answers that were judged. */
export const judgedAnswerSchema = z.strictObject({
  /** The arm's id in the study. Never shown to reviewers, and never a feature. */
  arm: text,
  /** Model snapshot, or version of ranker and index, that wrote it; null where it is not known. */
  version: text.nullable(),
  /** Null where only its status is on record. */
  text: z.string().nullable(),
  /** Of the text; null where there is none. */
  textSha256: sha256Schema.nullable(),
  status: z.enum(['answered', 'refused', 'failed']),
  /** What it cites, as the answer says it. */
  sources: z.array(text).readonly(),
  /** Words of the cited passages, where they are on record; absent where none is. */
  quotes: z.array(text).readonly().optional(),
})

/** What a reviewer said: `tie-good` and `tie-bad` are derived from a tie and from adequacy, `tie` where nobody asked. */
export const outcomeSchema = z.enum(['a', 'b', 'tie-good', 'tie-bad', 'tie', 'missing'])

const common = {
  version: z.literal(preferenceVersion),
  /** The judgment's id: a preference is that judgment, seen as training data. */
  id: text,
  study: text,
  item: text,
  question: text,
  /** Of the normalised question: decides the split, and tells a gate question that was trained on. */
  questionSha256: sha256Schema,
  strata: z.record(text, z.string()),
  axis: text,
  a: judgedAnswerSchema,
  /** The answer shown first; null where it is not known, and on a single answer. */
  first: sideSchema.nullable(),
  shownAt: time.nullable(),
  decidedAt: time.nullable(),
  activeSeconds: z.number().min(0).nullable(),
  /** Whether the reviewer could not know the arms: true on the review desk, false where a mark says nothing of it. */
  blinded: z.boolean(),
  rendering: text.nullable(),
  /** Pseudonym within the study; null for a mark made by nobody, such as two answers that read the same. */
  reviewer: text.nullable(),
  /** Null where the reviewer gave none. */
  specialty: text.nullable(),
  harm: harmSchema.nullable(),
  rulebookVersion: text.nullable(),
  /** An item with a known answer, given to measure the reviewer. Never trained on. */
  gold: z.boolean(),
  /** A unit shown once more to the same reviewer, to estimate how often a mark flips. Never trained on. */
  repeat: z.boolean(),
  split: splitSchema,
  /** Whether the mark may be used for training; null where nobody asked. */
  consent: z.boolean().nullable(),
  /** Whether the identifier screen found nothing in question and answers, or a person cleared what it found. */
  screened: z.boolean(),
} as const

export const pairwisePreferenceSchema = z.strictObject({
  ...common,
  form: z.literal('pairwise'),
  b: judgedAnswerSchema,
  outcome: outcomeSchema,
  /** 1 slight, 2 strong; null for a tie, a missing mark, or a scale without strengths. */
  strength: z.int().min(1).max(9).nullable(),
  /** Whether the reviewer would act on each answer; null where nobody asked. */
  adequacyA: z.boolean().nullable(),
  adequacyB: z.boolean().nullable(),
})

export const gradedPreferenceSchema = z.strictObject({
  ...common,
  form: z.literal('graded'),
  /** A point of the axis's scale, higher is better; null: the mark is missing. */
  grade: z.number().nullable(),
  /** Least and greatest point of the scale; null where the scale has no ends. */
  scale: z.tuple([z.number(), z.number()]).nullable(),
  adequacyA: z.boolean().nullable(),
})

export const preferenceSchema = z.discriminatedUnion('form', [
  pairwisePreferenceSchema,
  gradedPreferenceSchema,
])

export type Split = z.infer<typeof splitSchema>
export type Outcome = z.infer<typeof outcomeSchema>
export type JudgedAnswer = Readonly<z.infer<typeof judgedAnswerSchema>>
export type PairwisePreference = Readonly<z.infer<typeof pairwisePreferenceSchema>>
export type GradedPreference = Readonly<z.infer<typeof gradedPreferenceSchema>>
/** A judgment seen as training data. A view: nothing of it is stored beside the judgment. */
export type Preference = PairwisePreference | GradedPreference
