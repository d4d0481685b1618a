import { z } from 'zod'
import { gateResultsSchema } from '../../learning/gate/gate-results.ts'
import { modelCardSchema } from '../../learning/model/card/model-card.ts'
import {
  releasedVersionSchema,
  releaseEntrySchema,
  trialStageSchema,
} from '../../learning/serving/release.ts'
import { trialCountsSchema } from '../../learning/watch/trial-counts.ts'
import { sha256Schema } from '../../protocol/sha256.ts'

const number = z.number().nullable()

/** What a model is at the moment. `before`: a rollback leads to it. `kept`: it lies in the workspace. */
export const modelStandings = ['served', 'before', 'shadow', 'canary', 'kept'] as const

export const keptModelSchema = z.strictObject({
  id: z.string(),
  sha256: sha256Schema,
  standing: z.enum(modelStandings),
  /** Null where the model came without one. */
  card: modelCardSchema.nullable(),
  /** Reports of gates that it went through and that let it go on. */
  gates: z.array(z.strictObject({ sha256: sha256Schema, report: gateResultsSchema })).readonly(),
})

export const driftFindingSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  /** Null where there is too little to say. */
  value: number,
  limit: z.number(),
  interval: z.strictObject({ lower: z.number(), upper: z.number() }).nullable(),
  /** Holm over the features. */
  p: number,
  n: z.int().min(0),
  state: z.enum(['steady', 'crossed', 'too few']),
})

const periodSchema = z.strictObject({
  /** Mondays, the earliest first. */
  weeks: z.array(z.iso.date()).readonly(),
  questions: z.int().min(0),
  declined: z.int().min(0),
})

/** `GET /api/models`: models of the workspace, and what was released and watched for the corpus that is served. */
export const modelsPageSchema = z.strictObject({
  /** Null where no corpus is served: the lists of releases and drift are empty then. */
  corpus: z.string().nullable(),
  models: z.array(keptModelSchema).readonly(),
  /** Null: the label-free prior. */
  served: releasedVersionSchema.nullable(),
  trial: z.strictObject({ version: releasedVersionSchema, stage: trialStageSchema }).nullable(),
  /** The record, the first entry first. */
  releases: z.array(releaseEntrySchema).readonly(),
  /** Why a gate has to look again; empty where none has to. */
  reopened: z.array(z.string()).readonly(),
  /** Whether the server that answers this counts questions. */
  watching: z.boolean(),
  /** What versions on trial came to, as far as it is counted. */
  trials: z.array(trialCountsSchema).readonly(),
  /** Null where no corpus is served. Sentinels are asked by `equipoise drift` alone. */
  drift: z
    .strictObject({
      baseline: periodSchema,
      present: periodSchema,
      findings: z.array(driftFindingSchema).readonly(),
      /** Every week since the release against the baseline, the earliest first; no findings of weeks that belong to it. */
      weeks: z
        .array(
          z.strictObject({
            week: z.iso.date(),
            questions: z.int().min(0),
            findings: z.array(driftFindingSchema).readonly().nullable(),
          }),
        )
        .readonly(),
      /** Whether the index is another one than the version was released with. */
      indexChanged: z.boolean(),
    })
    .nullable(),
})

export type KeptModelView = Readonly<z.infer<typeof keptModelSchema>>
export type ModelsDrift = NonNullable<ModelsPage['drift']>
export type ModelsPage = Readonly<z.infer<typeof modelsPageSchema>>
