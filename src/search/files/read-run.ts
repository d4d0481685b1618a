import { readdir } from 'node:fs/promises'
import type { Problem } from '../../problem.ts'
import { documentKey, type Loaded } from '../corpus/loaded.ts'
import type { Passage } from '../corpus/passage.ts'
import type { SourceDocument } from '../corpus/source-document.ts'
import { BatchBuilder, type BatchSummary, readBatchSummary } from './batch.ts'
import type { RunPlan } from './corpus-manifest.ts'

export interface RunReading {
  /** Reads one source file, as it was named. */
  readonly load: (name: string) => AsyncIterable<Loaded>
  readonly chunk: (document: SourceDocument) => readonly Passage[]
  readonly onRead: (counts: ReadCounts) => void
  readonly onProblem: (problem: Problem) => void
  /** Ends the reading; batches that are written stay. */
  readonly signal: AbortSignal
}

export interface ReadCounts {
  readonly filesDone: number
  readonly documents: number
  readonly passages: number
  readonly problems: number
}

export interface RunBatches extends ReadCounts {
  readonly finished: boolean
  /** Names of the batches, in their order. */
  readonly batches: readonly string[]
}

/**
 * Reads the sources of a run, batch after batch, into its folder. Where some batches are there already it goes on behind the last
 * one. Every batch ends at a place that the plan decides, so that an interrupted run ends as one that was not.
 */
export async function readRun(folder: string, plan: RunPlan, reading: RunReading): Promise<RunBatches> {
  const batches = await batchesIn(folder)
  const done: BatchSummary[] = []
  for (const name of batches) done.push(await readBatchSummary(folder, name))
  const last = done.at(-1)
  let documents = sum(done, (one) => one.documents)
  let passages = sum(done, (one) => one.passages)
  let problems = sum(done, (one) => one.problems)
  let batch = new BatchBuilder()
  let file = last?.file ?? 0
  let skip = last?.entries ?? 0
  const counts = (): ReadCounts => ({ filesDone: file, documents, passages, problems })
  const write = async (entries: number): Promise<void> => {
    const name = `batch-${String(batches.length + 1).padStart(5, '0')}`
    await batch.write(folder, name, { file, entries })
    batches.push(name)
    batch = new BatchBuilder()
  }
  for (; file < plan.sources.length; file++, skip = 0) {
    const source = plan.sources[file]!
    let entries = 0
    if (source.sha256 !== null) {
      for await (const loaded of reading.load(source.name)) {
        if (reading.signal.aborted) return { ...counts(), finished: false, batches }
        entries += 1
        if (entries <= skip) continue
        if (loaded.kind === 'document') {
          const cut = reading.chunk(loaded.document)
          batch.add(source.name, documentKey(loaded.document), cut, loaded.revision)
          documents += 1
          passages += cut.length
        } else if (loaded.kind === 'deleted' || loaded.kind === 'left-out') {
          // What holds no text any more does not stand by an older version either.
          batch.withdraw(source.name, documentKey(loaded))
        } else {
          batch.report(loaded.problem)
          reading.onProblem(loaded.problem)
          problems += 1
        }
        if (batch.passages >= plan.batchPassages) await write(entries)
        reading.onRead(counts())
      }
    }
  }
  if (!batch.isEmpty) await write(0)
  return { ...counts(), finished: true, batches }
}

async function batchesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names
    .filter((name) => name.endsWith('.parts'))
    .map((name) => name.slice(0, -'.parts'.length))
    .sort()
}

function sum(summaries: readonly BatchSummary[], of: (summary: BatchSummary) => number): number {
  return summaries.reduce((total, one) => total + of(one), 0)
}
