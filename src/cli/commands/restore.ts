import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { otherUsers } from '../../store/backup/other-users.ts'
import { type RestoredOutcome, restoreRows } from '../../store/backup/restore-rows.ts'
import { isDamage, setAsideDatabase } from '../../store/embedded/set-aside.ts'
import type { Store } from '../../store/store.ts'
import { type FoundBackup, namedBackup, rememberBackups, usualBackups } from '../backup/backups-folder.ts'
import { finishStudies } from '../backup/finish-studies.ts'
import { holdWorkspace } from '../backup/hold-workspace.ts'
import { workspaceFiles } from '../backup/record-files.ts'
import { otherFiles, removeLater, restoreFiles } from '../backup/restore-files.ts'
import { beginRestore, endRestore, readRestoreJournal } from '../backup/restore-journal.ts'
import { type RestorePlace, restorePlace, withoutStudies } from '../backup/restore-place.ts'
import { takeBackup } from '../backup/take-backup.ts'
import { studiesOfWorkspace } from '../backup/workspace-studies.ts'
import { disposing } from '../disposing.ts'
import type { CommandResult } from '../run-command.ts'
import { withWorkspaceStore } from '../search/workspace-store.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

export interface RestoreOptions {
  /** Folder that the workspace is restored into. */
  readonly workspace: string
  /** Folder that the study of a backup of one study is restored into. */
  readonly study?: string | undefined
  /** Saves what is there and puts the backup in its place. */
  readonly replace?: boolean | undefined
  /** The present database is known to be damaged: its files are set aside. */
  readonly aside?: boolean | undefined
  /** Only reads the backup and says what is in it. */
  readonly check?: boolean | undefined
}

interface HowToRestore {
  readonly replace: boolean
  readonly onServer: boolean
  /** The present database is known to be damaged. */
  readonly damaged: boolean
}

/** What the database was before, and what of it holds on. */
interface RestoredStore extends RestoredOutcome {
  /** Folder of the backup of what was replaced; null where there was nothing. */
  readonly backup: string | null
}

/** The whole outcome. */
interface Restored extends RestoredStore {
  /** Where a database lies that could not be read; null where it could. */
  readonly aside: string | null
}

/** Restores a backup into an empty place, or in the place of what is there after that was saved. */
export async function restore(
  path: string,
  options: RestoreOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const backup = await namedBackup(path)
  if (options.check === true) return checked(backup)
  const onServer = Boolean(process.env.DATABASE_URL)
  const place = await restorePlace(
    backup.manifest,
    { workspace: options.workspace, study: options.study ?? null },
    onServer,
  )
  const replace = options.replace === true
  const others = await otherFiles(place.files)
  if (others.length > 0 && !replace)
    throw problem(
      'RESTORE_NOT_EMPTY',
      `${counted(others.length, 'file')} there would be replaced; nothing was changed.`,
      'Restore into another folder, or add --replace, which saves what is there first.',
      { place: { file: shownPath(others[0]?.to ?? place.workspace) } },
    )
  await mkdir(join(place.workspace, '.equipoise'), { recursive: true })
  return disposing(await holdWorkspace(place.workspace), () =>
    restoreHeld(backup, place, { replace, onServer, damaged: options.aside === true }, terminal),
  )
}

async function restoreHeld(
  backup: FoundBackup,
  place: RestorePlace,
  { replace, onServer, damaged }: HowToRestore,
  terminal: Terminal,
): Promise<CommandResult> {
  const { workspace, files, folders } = place
  const study = backup.manifest.scope === 'study' ? ([...folders.values()][0] ?? null) : null
  const earlier = await readRestoreJournal(workspace)
  const journal = { backup: backup.folder, begunAt: new Date().toISOString(), study }
  const present = await workspaceFiles(workspace)
  await beginRestore(workspace, journal)
  const notBegun = () => (earlier === null ? endRestore(workspace) : beginRestore(workspace, earlier))
  let aside: string | null = null
  const undisturbed = async <Result>(step: () => Promise<Result>): Promise<Result> => {
    try {
      return await step()
    } catch (error) {
      // Nothing was changed, unless the database was set aside: then the restore has to be run again.
      if (aside === null) await notBegun()
      throw error
    }
  }
  if (replace && !onServer) aside = await undisturbed(() => setAsideIfDamaged(workspace, damaged, terminal))
  const saved = await withWorkspaceStore(
    terminal,
    async (store) => {
      const before = await undisturbed(() =>
        restoreStore(store, backup, place, { replace, onServer }, terminal),
      )
      const kept = withoutStudies(place, backup.manifest, before.deletedAgain)
      await restoreFiles(backup.folder, kept.files, (done, total) =>
        terminal.progress('restoring files', done, total),
      )
      if (replace && backup.manifest.scope === 'workspace') await removeLater(present, files)
      await finishStudies(store, kept, onServer)
      return before
    },
    workspace,
  )
  await endRestore(workspace)
  return reported(backup, place, { ...saved, aside })
}

async function restoreStore(
  store: Store,
  backup: FoundBackup,
  { workspace, keys }: RestorePlace,
  { replace, onServer }: { readonly replace: boolean; readonly onServer: boolean },
  terminal: Terminal,
): Promise<RestoredStore> {
  if (!onServer) await refuseOthers(store, workspace)
  let saved: string | null = null
  const outcome = await restoreRows(store, backup.folder, backup, {
    keys,
    save: replace
      ? async (transaction) => {
          const into = usualBackups(workspace)
          await mkdir(into, { recursive: true })
          const studies = await studiesOfWorkspace({ ...store, database: transaction }, workspace)
          const of = { workspace, studies, study: null }
          saved = (await takeBackup(store, of, into, terminal, transaction)).folder
          await rememberBackups(workspace, resolve(into))
        }
      : null,
  })
  return { ...outcome, backup: saved }
}

/** A database that cannot be read cannot be saved row by row: its files are kept instead, all of them. */
async function setAsideIfDamaged(
  workspace: string,
  damaged: boolean,
  terminal: Terminal,
): Promise<string | null> {
  if (damaged) return setAsideDatabase(workspace)
  try {
    await withWorkspaceStore(terminal, (store) => studiesOfWorkspace(store, workspace), workspace)
    return null
  } catch (error) {
    if (!isDamage(error)) throw error
    return setAsideDatabase(workspace)
  }
}

async function refuseOthers(store: Store, workspace: string): Promise<void> {
  const others = await otherUsers(store.database)
  if (others === 0) return
  throw problem(
    'STORE_IN_USE',
    `${counted(others, 'other process', 'other processes')} of equipoise use this database; nothing was changed.`,
    'Stop them (a server with Ctrl-C), then try again.',
    { place: { file: shownPath(workspace) } },
  )
}

function checked({ folder, manifest, sha256 }: FoundBackup): CommandResult {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  return {
    json: { backup: folder, sha256, manifest },
    lines: [
      `The backup is whole: ${counted(rows, 'row')} of ${counted(manifest.studies.length, 'study', 'studies')} and ${counted(manifest.files.length, 'file')}, made ${manifest.madeAt} by equipoise ${manifest.software}.`,
      ...manifest.studies.map(({ title, folder: at }) => `${at ?? '(no files)'}  ${title}`),
    ],
  }
}

function reported(backup: FoundBackup, place: RestorePlace, saved: Restored): CommandResult {
  const { manifest } = backup
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const { backup: before, aside, ...kept } = saved
  return {
    json: {
      backup: backup.folder,
      workspace: place.workspace,
      rows,
      files: place.files.length,
      saved: { backup: before, aside },
      ...kept,
    },
    lines: [
      `Restored ${counted(rows, 'row')} of ${counted(manifest.studies.length, 'study', 'studies')} and ${counted(place.files.length, 'file')} as of ${manifest.madeAt}.`,
      ...(saved.backup === null ? [] : [`What was there before is in ${shownPath(saved.backup)}.`]),
      ...(saved.laterEntries === 0
        ? []
        : [
            `The log of the workspace goes on: ${counted(saved.laterEntries, 'entry', 'entries')} that came after the backup stay, and the rule of retention as they tell it.`,
          ]),
      ...manifest.studies
        .filter(({ id }) => saved.deletedAgain.includes(id))
        .map(
          ({ id, title }) =>
            `Deleted again, since it was deleted after the backup: ${title} (${id}). Restored into an empty folder, the backup has it.`,
        ),
      ...(saved.aside === null
        ? []
        : [`The database that was there could not be read; its files are in ${shownPath(saved.aside)}.`]),
      'Next: equipoise doctor',
    ],
  }
}
