import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { batchVersion } from './batch.ts'
import { writeDurableText } from './durable-file.ts'

const count = z.int().min(0)

export const sourceFileSchema = z.strictObject({
  /** As it was given, with `/` between folders. */
  name: z.string().min(1),
  /** Null: the file is to be taken out of the corpus. */
  sha256: z.string().length(64).nullable(),
  bytes: count,
})

/** One run of `equipoise index`: what it reads, in this order. */
export const runPlanSchema = z.strictObject({
  run: z.int().min(1),
  sources: z.array(sourceFileSchema),
  /** A batch is closed after the document that brings it to so many passages. */
  batchPassages: z.int().min(1),
})

const manifestSchema = z.strictObject({
  version: z.literal(batchVersion),
  /** Finished runs, oldest first. */
  runs: z.array(
    z.strictObject({
      ...runPlanSchema.shape,
      batches: z.array(z.string()).readonly(),
      documents: count,
      passages: count,
      problems: count,
    }),
  ),
  /** The index of all runs; null before the first one is finished. */
  index: z.strictObject({ file: z.string(), passages: count, sha256: z.string().length(64) }).nullable(),
})

export type SourceEntry = Readonly<z.infer<typeof sourceFileSchema>>
export type RunPlan = Readonly<z.infer<typeof runPlanSchema>>
export type CorpusManifest = Readonly<z.infer<typeof manifestSchema>>

const fileName = 'corpus.json'

/** The manifest of a corpus folder; of a folder that has none, an empty one. */
export async function readManifest(folder: string): Promise<CorpusManifest> {
  const file = join(folder, fileName)
  if (!existsSync(file)) return { version: batchVersion, runs: [], index: null }
  const read = manifestSchema.safeParse(parsedJson(await readFile(file, 'utf8')))
  if (read.success) return read.data
  throw problem(
    'CORPUS_UNREADABLE',
    'The list of what the corpus holds cannot be read: it was changed, or written by another version.',
    'Move the folder away and build the corpus again with equipoise index.',
    { place: { file, field: read.error.issues[0]?.path.join('.') ?? '' } },
  )
}

export function writeManifest(folder: string, manifest: CorpusManifest): Promise<void> {
  return writeDurableText(join(folder, fileName), `${JSON.stringify(manifest, null, 2)}\n`)
}

export function runFolder(run: number): string {
  return `run-${String(run).padStart(4, '0')}`
}

/** The last run that read, or took out, each file. */
export function lastRuns(runs: readonly RunPlan[]): ReadonlyMap<string, number> {
  return new Map(runs.flatMap(({ run, sources }) => sources.map(({ name }) => [name, run] as const)))
}
