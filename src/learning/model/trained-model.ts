import { z } from 'zod'
import { sha256Schema } from '../../protocol/sha256.ts'
import { dataFindingSchema } from '../preferences/checks/data-finding.ts'

const text = z.string().min(1)
const finite = z.number()

/** Raised when the meaning of a field changes: a reader refuses what it does not know. */
export const modelVersion = 1

/** Logistic head: P(good) of one candidate from features that mean the same on every list. */
export const logisticHeadSchema = z.strictObject({
  features: z.array(text).readonly(),
  /** What each feature is centred by and divided by before it is weighed. */
  means: z.array(finite).readonly(),
  scales: z.array(z.number().positive()).readonly(),
  weights: z.array(finite).readonly(),
  intercept: finite,
  /** Platt's slope and intercept, from the calibration split; slope 1 and intercept 0 where there was too little of it. */
  calibration: z.strictObject({ slope: finite, intercept: finite, questions: z.int().min(0) }),
  /** Calibrated probability below which the question is declined. */
  threshold: z.number().min(0).max(1),
})

/** A model that was trained on preferences, with all that is needed to use it and to make it again. */
export const trainedModelSchema = z.strictObject({
  schemaVersion: z.literal(modelVersion),
  /** Derived from the bytes of everything below: the same data, seed and schema give the same id. */
  id: z
    .string()
    .regex(/^(ranker|reward)-[0-9a-f]{12}$/, 'ranker- or reward- with 12 hexadecimal digits in lower case'),
  kind: z.enum(['ranker', 'reward']),
  featureSchemaSha256: sha256Schema,
  features: z.array(text).min(1).readonly(),
  /** Weight of the label-free prior: free, so that worthless labels drive it to 0 and the gate sees the damage. */
  priorWeight: finite,
  /**
   * Weights of the features: of a ranker for values standardised within the list of a question; of a reward model for values as they
   * are, since answers come in twos and a distance within a pair tells nothing.
   */
  weights: z.array(finite).readonly(),
  /** Null where there were too few graded answers to fit it. */
  abstention: logisticHeadSchema.nullable(),
  training: z.strictObject({
    /** Of the data that it was trained on, in their canonical order. */
    dataSha256: sha256Schema,
    seed: z.int().min(0),
    l2: z.number().min(0),
    l2Rule: z.enum(['by-pairs', 'cross-validated', 'given']),
    questions: z.int().min(0),
    pairs: z.int().min(0),
    reviewers: z.int().min(0),
    /** Whose marks any part of it was fitted on, by `reviewerSha256`, sorted: a gate has to be judged by others. */
    reviewerSha256s: z.array(sha256Schema).readonly(),
    /** What checks of those reviewers found. It goes where the model goes, so that no gate can overlook it. */
    findings: z.array(dataFindingSchema).readonly(),
    /** Hashes of the normalised questions that any part of it was fitted on, sorted. */
    questionSha256s: z.array(sha256Schema).readonly(),
    /** Licences of what it was trained on, sorted; "unknown" where a source says none. */
    licences: z.array(text).readonly(),
    /** Mean loss a pair at the end, and Newton steps taken. */
    loss: finite,
    steps: z.int().min(0),
  }),
  softwareVersion: text,
})

export type LogisticHead = Readonly<z.infer<typeof logisticHeadSchema>>
export type TrainedModel = Readonly<z.infer<typeof trainedModelSchema>>
