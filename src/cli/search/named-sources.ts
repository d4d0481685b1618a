import { relative, resolve, sep } from 'node:path'
import { problem } from '../../problem.ts'
import type { SourceFile } from '../../search/corpus/source-file.ts'
import { sourceFiles } from '../../search/corpus/source-files.ts'
import type { CorpusManifest, SourceEntry } from '../../search/files/corpus-manifest.ts'
import { fileSha256 } from '../../search/files/file-sha256.ts'
import type { Terminal } from '../terminal.ts'

/** Files by the names under which the corpus knows them. */
export type NamedFiles = ReadonlyMap<string, SourceFile>

/** The name under which a corpus knows a path: the same from whatever folder the command is run. */
function nameOf(path: string, workspace: string): string {
  const within = relative(workspace, resolve(path))
  return (within.startsWith('..') ? resolve(path) : within).split(sep).join('/')
}

/** The files of the sources. @throws ProblemError SOURCE_UNREADABLE */
export async function listed(
  sources: readonly string[],
  workspace: string,
  terminal: Terminal,
): Promise<NamedFiles> {
  const files = new Map<string, SourceFile>()
  for (const source of sources) {
    for await (const file of sourceFiles(source)) {
      files.set(nameOf(file.name, workspace), file)
      terminal.progress('files found', files.size, null)
    }
  }
  return files
}

/** What is to be read: each file with its hash. */
export async function entriesToRead(files: NamedFiles, terminal: Terminal): Promise<readonly SourceEntry[]> {
  const entries: SourceEntry[] = []
  for (const [name, file] of files) {
    entries.push({ name, sha256: await fileSha256(file.name), bytes: file.bytes ?? 0 })
    terminal.progress('files compared with the corpus', entries.length, files.size)
  }
  return entries
}

/**
 * What is to be taken out: files that the corpus holds of these sources, whether or not they are still on the disk.
 *
 * @throws ProblemError SOURCE_NOT_HELD for a source of which it holds nothing.
 */
export function entriesToRemove(
  sources: readonly string[],
  workspace: string,
  manifest: CorpusManifest,
): readonly SourceEntry[] {
  const held = heldFiles(manifest)
  return sources.flatMap((source) => {
    const found = held.filter((name) => isBelow(name, nameOf(source, workspace)))
    if (found.length === 0)
      throw problem(
        'SOURCE_NOT_HELD',
        'The corpus holds nothing of this source.',
        'Name a file or folder as it was when it was read; equipoise index --json lists them.',
        { place: { file: source } },
      )
    return found.map((name) => ({ name, sha256: null, bytes: 0 }))
  })
}

/** Files that were read from the sources, still answer, and are not there any more. */
export function goneFiles(
  sources: readonly string[],
  workspace: string,
  manifest: CorpusManifest,
  files: NamedFiles,
): readonly string[] {
  const folders = sources.map((source) => nameOf(source, workspace))
  return heldFiles(manifest).filter(
    (name) => !files.has(name) && folders.some((folder) => isBelow(name, folder)),
  )
}

/** Names of the files whose last reading stands. */
function heldFiles({ runs }: CorpusManifest): readonly string[] {
  const last = new Map(runs.flatMap(({ sources }) => sources.map(({ name, sha256 }) => [name, sha256])))
  return [...last].flatMap(([name, sha256]) => (sha256 === null || name === null ? [] : [name]))
}

/** The workspace itself has an empty name, and everything in it is below it. */
function isBelow(name: string, path: string): boolean {
  return name === path || path === '' || name.startsWith(`${path}/`)
}
