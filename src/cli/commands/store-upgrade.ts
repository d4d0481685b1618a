import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { upgradeCluster } from '../../store/embedded/upgrade/upgrade-cluster.ts'
import { findWorkspace } from '../../store/find-workspace.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

export interface StoreUpgradeOptions {
  readonly study: string
  readonly programs?: string
}

/** Carries the embedded database of the study's workspace to the PostgreSQL that this version runs. */
export async function upgradeDatabase(
  options: StoreUpgradeOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  if (process.env.DATABASE_URL) {
    throw problem(
      'STORE_NOT_EMBEDDED',
      'DATABASE_URL names a server, which is upgraded by who runs it.',
      'Unset DATABASE_URL to upgrade the embedded database of the workspace.',
      { place: { field: 'DATABASE_URL' } },
    )
  }
  const workspace = await findWorkspace(options.study)
  const result = await upgradeCluster({
    workspace,
    programs: options.programs ?? null,
    onProgress: (message) => terminal.note(message),
  })
  if (result === null) {
    return {
      json: { workspace, upgraded: false },
      lines: ['The database is of the present PostgreSQL already; nothing was done.'],
    }
  }
  const rows = result.tables.reduce((sum, table) => sum + table.rows, 0)
  return {
    json: { workspace, upgraded: true, ...result },
    lines: [
      `Carried ${counted(rows, 'row')} of ${counted(result.tables.length, 'table')} from PostgreSQL ${result.fromMajor} to ${result.toMajor}; read back, all are the same.`,
      `SHA-256 of all rows: ${result.sha256}`,
      `The old database is kept in ${shownPath(result.kept)}; remove that folder when you need it no more.`,
    ],
  }
}
