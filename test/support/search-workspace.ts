import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { equipoiseProcess, temporaryFolder } from './command-line.ts'

export interface SearchWorkspace extends AsyncDisposable {
  readonly path: string
  /** Runs a command as somebody does who stands in the workspace. */
  run(...given: readonly string[]): ReturnType<typeof equipoiseProcess>
}

/** A workspace whose corpus `main` is the one that ships. */
export async function searchWorkspace(): Promise<SearchWorkspace> {
  const folder = await temporaryFolder()
  await mkdir(join(folder.path, '.equipoise'))
  const run = (...given: readonly string[]) => equipoiseProcess(given, { cwd: folder.path })
  const indexed = await run('index', '--sample')
  if (indexed.exitCode !== 0) throw new Error(indexed.notes)
  return { path: folder.path, run, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}
