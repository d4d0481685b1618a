import { z } from 'zod'
import { trainedModelSchema } from '../trained-model.ts'

const share = z.number().min(0).max(1).nullable()

const differenceSchema = z.strictObject({
  estimate: z.number().nullable(),
  /** 95 % interval; null where too few questions tell. */
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  questions: z.int().min(0),
})

const { id, kind, featureSchemaSha256, training, softwareVersion } = trainedModelSchema.shape

/** What a person should know before a model is used, and a program may read. */
export const modelCardSchema = z.strictObject({
  schemaVersion: z.literal(1),
  model: id,
  kind,
  /** Whether any of what it was trained on is a SAMPLE: simulated marks, so that nothing here is evidence. */
  sample: z.boolean().default(false),
  featureSchemaSha256,
  features: z.int().min(1),
  priorWeight: z.number(),
  /** Features of the greatest weights, the greatest first. */
  weightiest: z.array(z.strictObject({ feature: z.string(), weight: z.number() })).readonly(),
  training,
  files: z.array(z.strictObject({ name: z.string(), sha256: z.string() })).readonly(),
  /** Questions that were kept out for the gate. */
  gateQuestions: z.int().min(0),
  /** Questions that were kept out because they stand in files named for that. */
  keptOutQuestions: z.int().min(0),
  /** On training questions, each by a model that was trained on the other folds. */
  heldOut: z.strictObject({
    folds: z.int().min(2),
    questions: z.int().min(0),
    /** Null where there are no grades to measure arms by. */
    arms: z
      .array(
        z.strictObject({
          arm: z.string(),
          title: z.string(),
          ndcg: share,
          /** Trained less this arm, nDCG@10, paired by question; null for the trained arm itself. */
          trainedLess: differenceSchema.nullable(),
        }),
      )
      .readonly()
      .nullable(),
    pairs: z.strictObject({ trained: share, prior: share, difference: differenceSchema }),
    /** Of the abstention head; null where the model has none or the folds had too few grades. */
    abstention: z
      .strictObject({
        auc: share,
        lower: share,
        upper: share,
        questions: z.int().min(0),
        good: z.int().min(0),
        /** Of the questions, those that were answered at the threshold, and the share of them that was good. */
        answered: z.int().min(0),
        goodOfAnswered: share,
      })
      .nullable(),
  }),
  threshold: share,
  calibrationQuestions: z.int().min(0).nullable(),
  /** Quality against the number of preferences; null where it was not asked for. */
  curve: z
    .strictObject({
      measure: z.string(),
      prior: z.number().nullable(),
      points: z
        .array(
          z.strictObject({
            pairs: z.int().min(1),
            questions: z.number(),
            quality: z.number().nullable(),
            lowest: z.number().nullable(),
            highest: z.number().nullable(),
          }),
        )
        .readonly(),
    })
    .nullable(),
  limits: z.array(z.string()).readonly(),
  softwareVersion,
})

export type ModelCard = Readonly<z.infer<typeof modelCardSchema>>
export type CardDifference = z.infer<typeof differenceSchema>
