import { z } from 'zod'
import { armNames } from './arm-run.ts'

const share = z.number().min(0).max(1).nullable()

const meansSchema = z.strictObject({
  ndcg: share,
  averagePrecision: share,
  reciprocalRank: share,
  recall: share,
  judged: share,
})

/** Mean difference to the reference arm, paired by question. */
const differenceSchema = z.strictObject({
  estimate: z.number().nullable(),
  /** 95 % t interval; null where too few questions tell. */
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  questions: z.int().min(0),
})

const armSchema = z.strictObject({
  arm: z.enum(armNames),
  title: z.string(),
  /** `raw`: documents that nobody judged count as wrong; `condensed`: they are taken out first. Both stand here always. */
  means: z.strictObject({ raw: meansSchema, condensed: meansSchema }),
  /** Documents among the first k that nobody judged, over all questions. */
  unjudged: z.int().min(0),
  /** Share of questions with the same top answer as the reference arm. */
  sameTopAsReference: share,
  /** Null for the reference arm itself. */
  differences: z
    .strictObject({
      ndcg: differenceSchema,
      ndcgCondensed: differenceSchema,
      averagePrecision: differenceSchema,
      reciprocalRank: differenceSchema,
      recall: differenceSchema,
    })
    .nullable(),
  /** Milliseconds a question; null for arms that compute nothing. */
  latency: z
    .strictObject({
      p50: z.number().nullable(),
      p95: z.number().nullable(),
      p99: z.number().nullable(),
      longest: z.number().nullable(),
    })
    .nullable(),
})

/** What `equipoise search eval` found. */
export const evaluationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  mode: z.enum(['candidates', 'retrieval']),
  /** The corpus that was searched, by name and hash; null where candidates or a pool were given. */
  corpus: z.strictObject({ name: z.string(), sha256: z.string() }).nullable(),
  files: z.array(z.strictObject({ name: z.string(), sha256: z.string() })).readonly(),
  /** Questions that were measured: those with a judged answer. */
  questions: z.int().min(0),
  /** Questions left out because nobody judged an answer of theirs. */
  withoutJudgments: z.int().min(0),
  /** Questions with a relevant answer. */
  answerable: z.int().min(0),
  /** Documents that were ranked (candidates) or searched (retrieval). */
  documents: z.int().min(0),
  judgments: z.int().min(0),
  /** Depth k of nDCG, recall, judged. */
  depth: z.int().min(1),
  /** Documents of a list that are read at most; null: all. */
  listLength: z.int().min(1).nullable(),
  seed: z.int(),
  reference: z.enum(armNames),
  arms: z.array(armSchema).readonly(),
  absent: z.array(z.strictObject({ arm: z.enum(armNames), why: z.string() })).readonly(),
  /** Where the trained arm comes from; null where there is none. */
  trained: z
    .strictObject({
      /** Id of the model; null where one was trained for each fold. */
      model: z.string().nullable(),
      /** Folds of whole questions, each ranked by what was trained on the others; null for one model. */
      folds: z.int().min(2).nullable(),
      /** Questions measured here that the model was trained on: its figures say nothing of new questions then. */
      questionsTrainedOn: z.int().min(0),
    })
    .nullable(),
  problems: z.int().min(0),
})

export type Evaluation = Readonly<z.infer<typeof evaluationSchema>>
export type EvaluatedArm = Evaluation['arms'][number]
