import { z } from 'zod'
import { canonicalHash } from '../../../protocol/hash.ts'
import { sha256Schema } from '../../../protocol/sha256.ts'
import { trainingUseSchema } from '../../export/licences.ts'

const text = z.string().min(1)

export const stageNames = ['sft', 'dpo'] as const

const stage = z.strictObject({
  stage: z.enum(stageNames),
  /** Of the export's folder. */
  file: z.strictObject({ name: text, sha256: sha256Schema, bytes: z.int().min(0), examples: z.int().min(1) }),
  /** How the job is found again; another attempt has another one. */
  tag: z.string().min(1).max(64),
  attempt: z.int().min(1),
  fileId: text.nullable(),
  /** `submitting`: the request to start the job was about to be made, and what became of it is to be found out. */
  status: z.enum(['planned', 'uploaded', 'submitting', 'submitted', 'succeeded', 'failed', 'cancelled']),
  jobId: text.nullable(),
  model: text.nullable(),
  /** What the service says went wrong. */
  message: z.string().nullable(),
})

/** `tuning.json` of a run: written before and after every step, so that it can be gone on with from any of them. No key. */
export const runStateSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('equipoise-tuning-run'),
  service: z.enum(['openai', 'together']),
  /** Null: the service's own. */
  baseUrl: text.nullable(),
  keyFrom: text,
  name: text,
  baseModel: text,
  epochs: z.int().min(1).nullable(),
  beta: z.number().positive().nullable(),
  seed: z.int().min(0),
  /** Folder of the export. */
  exported: text,
  dataSha256: sha256Schema,
  /** What was said to leave the machine when it was confirmed. */
  licences: z
    .array(z.strictObject({ licence: text, training: trainingUseSchema, answers: z.int().min(0) }))
    .readonly(),
  stages: z.array(stage).min(1).readonly(),
})

export type StageName = (typeof stageNames)[number]
export type RunStage = Readonly<z.infer<typeof stage>>
export type RunState = Readonly<z.infer<typeof runStateSchema>>

/** The parts of a run that its jobs are named for: equal runs find each other's jobs and start none twice. */
export type RunIdentity = Pick<
  RunState,
  'service' | 'baseUrl' | 'name' | 'baseModel' | 'epochs' | 'beta' | 'seed'
>

/**
 * The tag of a job: the run's name and a hash of all that the job would be started with, the files of the stages before it
 * among them.
 *
 * @param files SHA-256 of the file of this stage and of those before it.
 * @param attempt From 1; the next one after a job has failed.
 */
export function tagOf(
  run: RunIdentity,
  stageName: StageName,
  files: readonly string[],
  attempt: number,
): string {
  const { service, baseUrl, name, baseModel, epochs, beta, seed } = run
  const hash = canonicalHash({
    service,
    baseUrl,
    name,
    baseModel,
    epochs,
    beta,
    seed,
    stage: stageName,
    files: [...files],
    attempt,
  })
  return `${name}-${stageName}-${hash.slice(0, 16)}`
}
