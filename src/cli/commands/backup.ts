import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { problem } from '../../problem.ts'
import { count, counted } from '../../report/format.ts'
import type { BackupManifest } from '../../store/backup/backup-manifest.ts'
import { findWorkspace } from '../../store/find-workspace.ts'
import { noteBackup } from '../../store/people/note-export.ts'
import type { Store } from '../../store/store.ts'
import { keepNewest, rememberBackups, usualBackups } from '../backup/backups-folder.ts'
import { holdWorkspace } from '../backup/hold-workspace.ts'
import { takeBackup } from '../backup/take-backup.ts'
import { type StudyOfWorkspace, studiesOfWorkspace } from '../backup/workspace-studies.ts'
import { disposing } from '../disposing.ts'
import { withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { withWorkspaceStore } from '../search/workspace-store.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

export interface BackupOptions {
  /** Folder of the only study to save. */
  readonly study?: string | undefined
  /** So many backups of the same thing are kept. */
  readonly keep?: number | undefined
  /** A folder of the workspace. */
  readonly workspace: string
}

/** Saves a workspace or a study: rows of the database and files of record, with a manifest of hashes. */
export async function backUp(
  into: string | undefined,
  options: BackupOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const near = options.study ?? options.workspace
  const workspace = await findWorkspace(near)
  const folder = resolve(into ?? usualBackups(workspace))
  const study = options.study === undefined ? null : await idOfStudy(options.study, terminal)
  return withWorkspaceStore(
    terminal,
    async (store) =>
      disposing(await holdWorkspace(workspace), async () => {
        const studies = await studiesOfWorkspace(store, workspace)
        const saved = studies.filter(({ id }) => study === null || id === study)
        refuseNothing(study, studies)
        await noteBlind(store, saved)
        await mkdir(folder, { recursive: true })
        const made = await takeBackup(store, { workspace, studies, study }, folder, terminal)
        await rememberBackups(workspace, folder)
        const removed = options.keep === undefined ? [] : await keepNewest(folder, made, options.keep)
        return reported(made.folder, made.manifest, removed)
      }),
    near,
  )
}

async function idOfStudy(path: string, terminal: Terminal): Promise<string> {
  return withStudy(studyFolder(path), terminal, async ({ record }) => record.id)
}

function refuseNothing(study: string | null, studies: readonly StudyOfWorkspace[]): void {
  if (study === null || studies.some(({ id }) => id === study)) return
  throw problem('BACKUP_NO_STUDY', 'The database holds no such study.', 'Name the folder of a study.')
}

/** The log of a blind study says of every copy of it that there is one; the copy has the entry too. */
async function noteBlind(store: Store, studies: readonly StudyOfWorkspace[]): Promise<void> {
  for (const study of studies) if (study.blind) await noteBackup(store, study)
}

function reported(folder: string, manifest: BackupManifest, removed: readonly string[]): CommandResult {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  const lost = manifest.studies.filter((study) => study.folder === null)
  return {
    json: { backup: folder, manifest, removed },
    lines: [
      `Saved ${counted(rows, 'row')} of ${counted(manifest.studies.length, 'study', 'studies')} and ${counted(manifest.files.length, 'file')} (${count(Math.ceil(bytes / 1e6))} MB) to ${shownPath(folder)}, and read all of it back.`,
      ...lost.map(({ title }) => `Files of ${title} are not in this workspace; its rows were saved.`),
      ...(manifest.studies.some(({ blind }) => blind)
        ? ['It is not blind, and holds names of people: keep it where only its owner reads.']
        : ['It holds names of people: keep it where only its owner reads.']),
      ...removed.map((old) => `Removed ${shownPath(old)}.`),
      `Next: equipoise restore ${shellPath(folder)} --check reads it again; without --check it restores.`,
    ],
  }
}
