import { join } from 'node:path'
import type { Transaction } from 'kysely'
import type { BackupManifest } from '../../store/backup/backup-manifest.ts'
import { writeBackup } from '../../store/backup/write-backup.ts'
import type { Tables } from '../../store/database.ts'
import type { Store } from '../../store/store.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { newBackupName } from './backups-folder.ts'
import { studyFiles, workspaceFiles } from './record-files.ts'
import { type StudyOfWorkspace, studyPath } from './workspace-studies.ts'

export interface BackupOf {
  readonly workspace: string
  readonly studies: readonly StudyOfWorkspace[]
  /** The only study that is saved; null: all of the workspace. */
  readonly study: string | null
}

/**
 * Saves a workspace, or one study of it, as a new folder below `into`. Who calls it holds the workspace, so that its files
 * stay as they are.
 *
 * @param within A transaction that sees the moment to keep.
 * @returns The manifest, and the folder of the backup.
 */
export async function takeBackup(
  store: Store,
  { workspace, studies, study }: BackupOf,
  into: string,
  terminal: Terminal,
  within: Transaction<Tables> | null = null,
): Promise<{ readonly folder: string; readonly manifest: BackupManifest }> {
  const madeAt = new Date()
  const name = newBackupName(madeAt, within === null ? { study } : 'before-restore')
  const folder = join(into, name)
  const saved = studies.filter(({ id }) => study === null || id === study)
  const manifest = await writeBackup(
    store,
    folder,
    {
      study,
      software: softwareVersion,
      madeAt,
      studies: saved,
      files: async () => {
        const lists = [study === null ? await workspaceFiles(workspace) : []]
        for (const one of saved) {
          const path = studyPath(workspace, one)
          if (path !== null) lists.push(await studyFiles(path, workspace))
        }
        return lists.flat()
      },
      onProgress: (step, done, total) => terminal.progress(step, done, total),
    },
    within,
  )
  return { folder, manifest }
}
