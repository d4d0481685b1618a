import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { parsedJson } from '../../parsed-json.ts'
import { type Problem, ProblemError } from '../../problem.ts'
import type { BackupManifest } from '../../store/backup/backup-manifest.ts'
import { readBackupManifest, type SealedBackup, verifyBackup } from '../../store/backup/verify-backup.ts'
import { writeWhole } from '../whole-files.ts'
import { namesIn } from './entries.ts'

/** Name of a backup in the folder of backups: what it is of, and when it was made. */
const backupName = /^(workspace|study-[0-9a-f]{8}|before-restore)-\d{8}T\d{9}Z$/

/** A backup that was found, newest first in lists. */
export interface FoundBackup extends SealedBackup {
  readonly folder: string
}

/** Where backups go unless another folder is named. */
export function usualBackups(workspace: string): string {
  return join(workspace, '.equipoise', 'backups')
}

/** A name under which no other backup stands: what it is of, and the moment to the millisecond. */
export function newBackupName(
  madeAt: Date,
  of: { readonly study: string | null } | 'before-restore',
): string {
  const stamp = madeAt.toISOString().replaceAll(/[-:.]/g, '')
  if (of === 'before-restore') return `before-restore-${stamp}`
  // The end of an id of version 7 is random; its beginning is a time.
  return `${of.study === null ? 'workspace' : `study-${of.study.slice(-8)}`}-${stamp}`
}

/** Whether a backup is of what a restore replaced: kept until somebody removes it, and never taken for the newest. */
function isOfReplaced(folder: string): boolean {
  return basename(folder).startsWith('before-restore-')
}

/** Backups of a folder whose manifests hold, newest first. What cannot be read is left out. */
export async function backupsIn(folder: string): Promise<readonly FoundBackup[]> {
  const found: FoundBackup[] = []
  for (const name of await namesIn(folder)) {
    if (!backupName.test(name)) continue
    const sealed = await readBackupManifest(join(folder, name)).catch(() => null)
    if (sealed !== null) found.push({ folder: join(folder, name), ...sealed })
  }
  return found.sort((one, other) => other.manifest.madeAt.localeCompare(one.manifest.madeAt))
}

/** Problems of backups of a folder that cannot be used, by their manifests alone. */
export async function unusableBackups(folder: string): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  for (const name of (await namesIn(folder)).filter((one) => backupName.test(one))) {
    await readBackupManifest(join(folder, name)).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error
      problems.push(...error.problems)
    })
  }
  return problems
}

/**
 * The backup that a person named, verified: the folder of one, or a folder of backups, of which the newest that holds is
 * taken.
 *
 * @throws ProblemError BACKUP_MANIFEST or BACKUP_DIFFERS.
 */
export async function namedBackup(folder: string): Promise<FoundBackup> {
  const whole = resolve(folder)
  let first: unknown = null
  for (const { folder: one } of (await backupsIn(whole)).filter((found) => !isOfReplaced(found.folder))) {
    try {
      return { folder: one, ...(await verifyBackup(one)) }
    } catch (error) {
      first ??= error
    }
  }
  if (first !== null) throw first
  return { folder: whole, ...(await verifyBackup(whole)) }
}

/**
 * Removes all but the newest backups of the same thing, and never the one that was just made, whatever the clock said of
 * others; gives the folders of those that went.
 */
export async function keepNewest(
  folder: string,
  made: { readonly folder: string; readonly manifest: Pick<BackupManifest, 'scope' | 'studies'> },
  keep: number,
): Promise<readonly string[]> {
  const same = (await backupsIn(folder)).filter(
    ({ manifest, folder: one }) =>
      !isOfReplaced(one) &&
      manifest.scope === made.manifest.scope &&
      (manifest.scope === 'workspace' || manifest.studies[0]?.id === made.manifest.studies[0]?.id),
  )
  const old = same.filter((one) => one.folder !== made.folder).slice(keep - 1)
  for (const { folder: one } of old) {
    // Under another name first: who is killed in the midst leaves no backup with a part of its files.
    const going = join(folder, `.${basename(one)}.partial-${process.pid}-${randomBytes(4).toString('hex')}`)
    await rename(one, going)
    await rm(going, { recursive: true, force: true, maxRetries: 5 })
  }
  return old.map(({ folder: one }) => one)
}

const placesSchema = z.array(z.string().min(1))

/** Folders that backups of a workspace went to; where to look for the last one. */
export async function knownBackupFolders(workspace: string): Promise<readonly string[]> {
  const text = await readFile(placesFile(workspace), 'utf8').catch(() => null)
  const places = text === null ? [] : (placesSchema.safeParse(parsedJson(text)).data ?? [])
  return [...new Set([...places, usualBackups(workspace)])]
}

/** Remembers where a backup went, so that `equipoise doctor` finds it. */
export async function rememberBackups(workspace: string, folder: string): Promise<void> {
  const known = await knownBackupFolders(workspace)
  if (known.includes(folder)) return
  await mkdir(join(workspace, '.equipoise'), { recursive: true })
  await writeWhole(placesFile(workspace), `${JSON.stringify([folder, ...known], null, 2)}\n`)
}

/** The newest whole backup of a workspace that was ever made here; null where there is none. */
export async function newestBackup(workspace: string): Promise<FoundBackup | null> {
  const all: FoundBackup[] = []
  for (const folder of await knownBackupFolders(workspace)) all.push(...(await backupsIn(folder)))
  const whole = all
    .filter(({ manifest, folder }) => manifest.scope === 'workspace' && !isOfReplaced(folder))
    .sort((one, other) => other.manifest.madeAt.localeCompare(one.manifest.madeAt))
  return whole[0] ?? null
}

function placesFile(workspace: string): string {
  return join(workspace, '.equipoise', 'backups.json')
}
