import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chunk } from '../../src/search/corpus/chunk.ts'
import { readSource } from '../../src/search/corpus/read-source.ts'
import type { SourceFile } from '../../src/search/corpus/source-file.ts'
import { sourceFiles } from '../../src/search/corpus/source-files.ts'
import { fileSha256 } from '../../src/search/files/file-sha256.ts'
import { indexSources } from '../../src/search/files/index-sources.ts'
import { projectRoot } from './command-line.ts'

export interface IndexedSources extends AsyncDisposable {
  /** Folder of the corpus. */
  readonly folder: string
}

/** Indexes the corpus that ships, and other folders of sources, into a temporary folder. */
export async function indexedSample(...more: readonly string[]): Promise<IndexedSources> {
  const folder = await mkdtemp(join(tmpdir(), 'equipoise-corpus-'))
  const files = new Map<string, SourceFile>()
  for (const source of [join(projectRoot, 'corpora', 'sample'), ...more]) {
    for await (const file of sourceFiles(source)) files.set(file.name, file)
  }
  const entries = await Promise.all(
    [...files].map(async ([name, file]) => ({
      name,
      sha256: await fileSha256(name),
      bytes: file.bytes ?? 0,
    })),
  )
  const problems: unknown[] = []
  await indexSources(folder, entries, {
    batchPassages: 10_000,
    load: (name) => {
      const file = files.get(name)
      if (file === undefined) throw new RangeError(name)
      return readSource(file)
    },
    chunk,
    onRead: () => undefined,
    onBuild: () => undefined,
    onProblem: (found) => problems.push(found),
    signal: new AbortController().signal,
  })
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}
