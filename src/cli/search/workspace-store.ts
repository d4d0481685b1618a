import { findWorkspace } from '../../store/find-workspace.ts'
import { openStore, type Store } from '../../store/store.ts'
import type { Terminal } from '../terminal.ts'

/** Opens the database of the workspace of the present folder for as long as `use` runs. */
export async function withWorkspaceStore<Result>(
  terminal: Terminal,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({
    workspace: await findWorkspace('.'),
    databaseUrl: process.env.DATABASE_URL || undefined,
    onProgress: (message) => terminal.note(message),
  })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}
