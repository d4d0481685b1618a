import { z } from 'zod'
import { referenceCheckSchema } from './citations/check-reference.ts'
import { redFlagKinds } from './red-flags/red-flag.ts'

const text = z.string().min(1)

const supportSchema = z.discriminatedUnion('kind', [
  /** Word for word in its passage. */
  z.strictObject({ kind: z.literal('verbatim') }).readonly(),
  /** Restated; every check agrees with the passages that it cites. */
  z.strictObject({ kind: z.literal('supported') }).readonly(),
  z.strictObject({ kind: z.literal('not checked'), why: text }).readonly(),
  z.strictObject({ kind: z.literal('flagged'), why: z.array(text).min(1).readonly() }).readonly(),
])

export const answerSentenceSchema = z.strictObject({
  text,
  /** Passages by their ids, in the order of their numbers. */
  citations: z.array(text).readonly(),
  support: supportSchema,
  /** Entries of a list and rows of a table stand on lines of their own. */
  kind: z.enum(['sentence', 'entry', 'row']),
  /** Where a verbatim sentence stands in the text of its passage; null for others. */
  place: z
    .strictObject({ start: z.int().min(0), end: z.int().min(1) })
    .readonly()
    .nullable(),
  /** The source goes on with the same list or table. */
  more: z.boolean(),
})

const sourceSchema = z.strictObject({
  passage: text,
  document: text,
  title: text,
  headings: z.array(text).readonly(),
  date: text.nullable(),
  url: text.nullable(),
  check: referenceCheckSchema,
  /** Why some of its words were kept from the answer: they speak to a machine. Null as a rule. */
  suspicion: text.nullable(),
})

export const declineReasons = ['nothing found', 'words unknown', 'not together', 'not sure'] as const

/** Why the reply of a model that was asked is not shown. */
export const setAsideReasons = ['says nothing', 'sentence not supported', 'passage left out'] as const

export const clinicalAnswerSchema = z.strictObject({
  question: text,
  status: z.enum(['answered', 'declined']),
  /** Null where it is answered. */
  decline: z
    .strictObject({ reason: z.enum(declineReasons), words: text })
    .readonly()
    .nullable(),
  /** Stands before everything else, whether it is answered or declined. */
  emergency: z
    .strictObject({
      level: z.enum(['now', 'topic']),
      kinds: z.array(z.enum(redFlagKinds)).readonly(),
      line: text,
    })
    .readonly()
    .nullable(),
  way: z.enum(['extractive', 'abstractive']),
  /** A model was asked to write and nothing of its reply is shown, and why: the sources are quoted instead. Null otherwise. */
  setAside: z
    .strictObject({ reason: z.enum(setAsideReasons), words: text })
    .readonly()
    .nullable(),
  sentences: z.array(answerSentenceSchema.readonly()).readonly(),
  /** Numbered from 1 in the order of their first use. */
  citations: z.array(sourceSchema.readonly()).readonly(),
  /** What came nearest, where it is declined. */
  nearest: z.array(sourceSchema.readonly()).readonly(),
  confidence: z.strictObject({ id: text, score: z.number().min(0).max(1), threshold: z.number() }).readonly(),
  /** Searches that were made. */
  rounds: z.int().min(1),
  intendedUse: z.strictObject({ version: text, text }).readonly(),
})

export type AnswerSentence = Readonly<z.infer<typeof answerSentenceSchema>>
export type AnswerSource = Readonly<z.infer<typeof sourceSchema>>
export type ClinicalAnswer = Readonly<z.infer<typeof clinicalAnswerSchema>>
export type DeclineReason = (typeof declineReasons)[number]
export type SetAsideReason = (typeof setAsideReasons)[number]
