import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, relative } from 'node:path'
import { z } from 'zod'
import { problem } from '../problem.ts'
import type { Protocol } from '../protocol/read.ts'
import { findWorkspace } from '../store/find-workspace.ts'
import { openStore, type Store } from '../store/store.ts'
import { ensureStudy, type StudyRecord } from '../store/studies.ts'
import { readStudyProtocol, type StudyFolder, shownPath } from './study-folder.ts'
import type { Terminal } from './terminal.ts'
import { createWhole, recoverWhole } from './whole-files.ts'

/** A study with its protocol and its place in the database. */
export interface OpenStudy {
  readonly folder: StudyFolder
  readonly protocol: Protocol
  readonly store: Store
  readonly record: StudyRecord
}

/** The protocol of a study as it is written, after mending what killed commands left in its folder. No database is touched. */
export async function writtenProtocol(folder: StudyFolder): Promise<Protocol> {
  await recoverWhole(
    folder.path,
    [folder.protocol, folder.lock, folder.report, folder.marks, folder.identity].map((path) =>
      basename(path),
    ),
  )
  return readStudyProtocol(folder)
}

/** Opens a study for as long as `use` runs, after mending what killed commands left in its folder. */
export async function withStudy<Result>(
  folder: StudyFolder,
  terminal: Terminal,
  use: (study: OpenStudy) => Promise<Result>,
): Promise<Result> {
  const protocol = await writtenProtocol(folder)
  return withStore(folder, terminal, async (store, key) => {
    const record = await ensureStudy(store, key, protocol.document.title)
    return use({ folder, protocol, store, record })
  })
}

/** Opens the store of a study's workspace for as long as `use` runs; `use` gets it with the study's key. */
export function withStore<Result>(
  folder: StudyFolder,
  terminal: Terminal,
  use: (store: Store, key: string) => Promise<Result>,
): Promise<Result> {
  return withStoreAt(folder, { url: process.env.DATABASE_URL || null, field: 'DATABASE_URL' }, terminal, use)
}

/** A database of a study: a server's, or that of its workspace where there is no address. */
export interface StudyDatabase {
  readonly url: string | null
  /** The variable or option that the address stood in. */
  readonly field: string
}

/** The same for a database that is named. */
export async function withStoreAt<Result>(
  folder: StudyFolder,
  database: StudyDatabase,
  terminal: Terminal,
  use: (store: Store, key: string) => Promise<Result>,
): Promise<Result> {
  const workspace = await findWorkspace(folder.path)
  const store = await openStore({
    workspace,
    databaseUrl: database.url ?? undefined,
    databaseField: database.field,
    onProgress: (message) => terminal.note(message),
  })
  try {
    const key = database.url === null ? placeInWorkspace(workspace, folder) : await identityOf(folder)
    return await use(store, key)
  } finally {
    await store.close()
  }
}

/** Where a study stands in its workspace: a workspace can be moved as a whole, and a copied study is a new one. */
function placeInWorkspace(workspace: string, folder: StudyFolder): string {
  return relative(workspace, folder.path).replaceAll('\\', '/') || '.'
}

/**
 * On a server the folders of many machines meet, so a study there goes by a random name that is kept in its folder
 * and made when it is first needed.
 */
async function identityOf(folder: StudyFolder): Promise<string> {
  await mkdir(folder.path, { recursive: true })
  await createWhole(folder.identity, `${randomUUID()}\n`)
  const key = (await readFile(folder.identity, 'utf8')).trim()
  if (z.uuid().safeParse(key).success) return key
  throw problem('STUDY_IDENTITY', 'The file does not name a study.', 'Restore it from a copy of the study.', {
    place: { file: shownPath(folder.identity) },
    value: key,
    expected: 'a UUID',
  })
}
