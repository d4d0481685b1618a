import { relative } from 'node:path'
import type { Protocol } from '../protocol/read.ts'
import { findWorkspace } from '../store/find-workspace.ts'
import { openStore, type Store } from '../store/store.ts'
import { ensureStudy, type StudyRecord } from '../store/studies.ts'
import { readStudyProtocol, type StudyFolder } from './study-folder.ts'
import type { Terminal } from './terminal.ts'

/** A study with its protocol and its place in the database. */
export interface OpenStudy {
  readonly folder: StudyFolder
  readonly protocol: Protocol
  readonly store: Store
  readonly record: StudyRecord
}

/** Opens a study for as long as `use` runs. */
export async function withStudy<Result>(
  folder: StudyFolder,
  terminal: Terminal,
  use: (study: OpenStudy) => Promise<Result>,
): Promise<Result> {
  const protocol = await readStudyProtocol(folder)
  return withStore(folder, terminal, async (store, key) => {
    const record = await ensureStudy(store, key, protocol.document.title)
    return use({ folder, protocol, store, record })
  })
}

/**
 * Opens the store of a study's workspace for as long as `use` runs.
 *
 * @param use Gets the store and the study's key: its place in the workspace, so that a workspace can be moved as
 * a whole.
 */
export async function withStore<Result>(
  folder: StudyFolder,
  terminal: Terminal,
  use: (store: Store, key: string) => Promise<Result>,
): Promise<Result> {
  const workspace = await findWorkspace(folder.path)
  const store = await openStore({
    workspace,
    databaseUrl: process.env.DATABASE_URL || undefined,
    onProgress: (message) => terminal.note(message),
  })
  try {
    return await use(store, relative(workspace, folder.path).replaceAll('\\', '/') || '.')
  } finally {
    await store.close()
  }
}
