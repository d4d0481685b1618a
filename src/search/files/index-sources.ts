import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '../../problem.ts'
import type { ReplacedDocument } from '../index/replaced-documents.ts'
import { buildIndex } from './build-index.ts'
import {
  type CorpusManifest,
  type RunPlan,
  readManifest,
  runFolder,
  runPlanSchema,
  type SourceEntry,
  writeManifest,
} from './corpus-manifest.ts'
import { writeDurableText } from './durable-file.ts'
import { fileSha256 } from './file-sha256.ts'
import { type ReadCounts, type RunReading, readRun } from './read-run.ts'

export interface IndexingOptions extends RunReading {
  /** A batch is closed after the document that brings it to so many passages. */
  readonly batchPassages: number
  readonly onBuild: () => void
}

export interface IndexingResult extends ReadCounts {
  /** False: the corpus held these sources as they are. */
  readonly changed: boolean
  /** False: it was interrupted, and goes on when it is called again with the same sources. */
  readonly finished: boolean
  /** Passages in the index of the whole corpus; null where none was built yet. */
  readonly indexed: number | null
  /** Documents that another file of the corpus has by the same id; told whenever an index is built. */
  readonly replaced: readonly ReplacedDocument[]
}

/**
 * Reads sources that are new or were changed into a corpus folder and builds its index. What is to be read is on disk before it is
 * read; a run that was killed goes on behind its last whole batch.
 *
 * @throws `INDEXING_INTERRUPTED` where an interrupted run had other sources
 */
export async function indexSources(
  corpus: string,
  sources: readonly SourceEntry[],
  options: IndexingOptions,
): Promise<IndexingResult> {
  await mkdir(corpus, { recursive: true })
  const manifest = await readManifest(corpus)
  const plan = await planOf(corpus, manifest, sources, options.batchPassages)
  const indexed = manifest.index?.passages ?? null
  if (plan === null) {
    return {
      changed: false,
      finished: true,
      filesDone: 0,
      documents: 0,
      passages: 0,
      problems: 0,
      indexed,
      replaced: [],
    }
  }
  const { batches, finished, ...counts } = await readRun(join(corpus, runFolder(plan.run)), plan, options)
  if (!finished) return { ...counts, changed: true, finished, indexed, replaced: [] }
  options.onBuild()
  const { documents, passages, problems } = counts
  const runs = [...manifest.runs, { ...plan, batches, documents, passages, problems }]
  const file = `index-${plan.run}.parts`
  const built = await buildIndex(corpus, runs, join(corpus, file))
  await writeManifest(corpus, {
    version: manifest.version,
    runs,
    index: { file, passages: built.passages, sha256: await fileSha256(join(corpus, file)) },
  })
  if (manifest.index !== null) await rm(join(corpus, manifest.index.file), { force: true })
  return { ...counts, changed: true, finished, indexed: built.passages, replaced: built.replaced }
}

/** Drops what an interrupted run had read. Gives whether there was one. */
export async function discardInterrupted(corpus: string): Promise<boolean> {
  const { runs } = await readManifest(corpus)
  const folder = join(corpus, runFolder(runs.length + 1))
  const begun = (await readPlan(join(folder, planFile))) !== null
  await rm(folder, { recursive: true, force: true })
  return begun
}

/** The run that was interrupted and can be gone on with; null where none was. */
export async function interruptedRun(corpus: string): Promise<RunPlan | null> {
  const { runs } = await readManifest(corpus)
  return readPlan(join(corpus, runFolder(runs.length + 1), planFile))
}

const planFile = 'plan.json'

/** The plan of the interrupted run, or a new one of the sources that are new or were changed; null where there are none. */
async function planOf(
  corpus: string,
  { runs }: CorpusManifest,
  sources: readonly SourceEntry[],
  batchPassages: number,
): Promise<RunPlan | null> {
  const known = new Map(runs.flatMap((run) => run.sources).map(({ name, sha256 }) => [name, sha256]))
  const news = sources.filter(({ name, sha256 }) => (known.get(name) ?? null) !== sha256)
  const run = runs.length + 1
  const file = join(corpus, runFolder(run), planFile)
  const begun = await readPlan(file)
  if (begun !== null) {
    if (JSON.stringify(begun.sources) === JSON.stringify(news)) return begun
    throw problem(
      'INDEXING_INTERRUPTED',
      'An earlier run on other sources, or on other contents of them, was interrupted.',
      'Give the same sources again to go on with it, or --discard to drop what it had read.',
      { place: { file }, value: namesOf(news), expected: namesOf(begun.sources) },
    )
  }
  if (news.length === 0) return null
  const plan = { run, sources: news, batchPassages }
  await mkdir(join(corpus, runFolder(run)), { recursive: true })
  await writeDurableText(file, `${JSON.stringify(plan, null, 2)}\n`)
  return plan
}

async function readPlan(file: string): Promise<RunPlan | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : runPlanSchema.parse(JSON.parse(text))
}

function namesOf(sources: readonly SourceEntry[]): string {
  return sources.map(({ name }) => name).join(', ')
}
