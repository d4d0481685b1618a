import { findWorkspace } from '../../store/find-workspace.ts'
import { openStore, type Store } from '../../store/store.ts'
import type { Terminal } from '../terminal.ts'

/**
 * Opens the database of a workspace for as long as `use` runs.
 *
 * @param near A folder of the workspace.
 */
export async function withWorkspaceStore<Result>(
  terminal: Terminal,
  use: (store: Store) => Promise<Result>,
  near = '.',
): Promise<Result> {
  const store = await openStore({
    workspace: await findWorkspace(near),
    databaseUrl: process.env.DATABASE_URL || undefined,
    onProgress: (message) => terminal.note(message),
  })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}
