import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Results, resultsSchema } from '../../src/analysis/results-schema.ts'
import { readLocks } from '../../src/store/locks.ts'
import { counts } from '../../src/store/reading/counts.ts'
import { readImports } from '../../src/store/reading/read-imports.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { findStudy } from '../../src/store/studies.ts'
import { type CommandOutcome, equipoise, temporaryFolder } from './command-line.ts'

/** A study folder of a test. */
export interface TestStudy {
  readonly path: string
  /** Runs a command on the study. */
  run(...given: readonly string[]): Promise<CommandOutcome>
  /** Runs a command on the study that must succeed. */
  done(...given: readonly string[]): Promise<CommandOutcome>
  /** Imports a table that must come in whole. */
  imported(table: string, mapping: string): Promise<void>
  results(): Promise<Results>
  /** Writes a file of the study. */
  write(name: string, content: string): Promise<void>
  /** All that a command could change: rows in the store, and the bytes of every file of the study. */
  state(): Promise<unknown>
}

/** A workspace whose database runs as long as the tests of a file do, so that no command has to start it. */
export interface SharedWorkspace extends AsyncDisposable {
  readonly path: string
  readonly store: Store
  /** A new study folder; with a protocol it is a study. */
  study(name: string, protocol?: string): Promise<TestStudy>
  /** A study folder that a command made in this workspace. */
  opened(path: string): TestStudy
  /** Writes a file that belongs to no study and gives its path. */
  input(name: string, content: string | Uint8Array): Promise<string>
}

export async function sharedWorkspace(): Promise<SharedWorkspace> {
  const folder = await temporaryFolder()
  const inputs = join(folder.path, 'inputs')
  await mkdir(join(folder.path, '.equipoise'))
  await mkdir(inputs)
  const store = await openStore({ workspace: folder.path })
  return {
    path: folder.path,
    store,
    study: async (name, protocol) => {
      const path = join(folder.path, name)
      await mkdir(path)
      if (protocol !== undefined) await writeFile(join(path, 'protocol.yaml'), protocol)
      return testStudy(store, name, path)
    },
    opened: (path) => testStudy(store, basename(path), path),
    input: async (name, content) => {
      const path = join(inputs, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
      return path
    },
    [Symbol.asyncDispose]: async () => {
      await store.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

function testStudy(store: Store, key: string, path: string): TestStudy {
  const run = (...given: readonly string[]) => equipoise(...given, '--study', path)
  const done = async (...given: readonly string[]) => {
    const outcome = await run(...given)
    if (outcome.exitCode !== 0) throw new Error(`${given.join(' ')} failed: ${outcome.notes}`)
    return outcome
  }
  return {
    path,
    run,
    done,
    imported: async (table, mapping) => {
      await done('import', table, '--mapping', mapping)
    },
    results: async () => resultsSchema.parse(JSON.parse(await readFile(resultsFile(path), 'utf8'))),
    write: (name, content) => writeFile(join(path, name), content),
    state: async () => ({ rows: await storedRows(store, key), files: await bytesBelow(path) }),
  }
}

export function resultsFile(study: string): string {
  return join(study, 'report', 'results.json')
}

async function storedRows(store: Store, key: string): Promise<unknown> {
  const record = await findStudy(store, key)
  if (record === null) return null
  return {
    counts: await counts(store, record),
    imports: await readImports(store, record),
    locks: await readLocks(store, record),
  }
}

/** Every file below a folder, by its path there, with the hash of its bytes. */
export async function bytesBelow(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const hashes = await Promise.all(names.map(async (name) => [name, sha256(await readFile(name))] as const))
  return Object.fromEntries(hashes.map(([name, hash]) => [name.slice(folder.length + 1), hash]))
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
