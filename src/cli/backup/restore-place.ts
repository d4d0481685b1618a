import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { z } from 'zod'
import type { BackupManifest } from '../../store/backup/backup-manifest.ts'
import { findWorkspace } from '../../store/find-workspace.ts'
import { studyFolder } from '../study-folder.ts'
import type { FileToRestore } from './restore-files.ts'

/** Where a backup goes: its workspace, its files, and what its studies are called there. */
export interface RestorePlace {
  readonly workspace: string
  readonly files: readonly FileToRestore[]
  /** Keys of studies in the database by their ids. */
  readonly keys: ReadonlyMap<string, string>
  /** Folders of studies by their ids; a study whose files are not in the backup has none. */
  readonly folders: ReadonlyMap<string, string>
}

/**
 * Works out where everything of a backup belongs.
 *
 * @param target Folder of the workspace for a backup of one, folder of the study for a backup of a study; null: the study
 * goes below the present workspace as it stood.
 * @param onServer Whether the database is a server, where studies go by random names.
 */
export async function restorePlace(
  manifest: BackupManifest,
  target: { readonly workspace: string; readonly study: string | null },
  onServer: boolean,
): Promise<RestorePlace> {
  const workspace =
    manifest.scope === 'workspace'
      ? resolve(target.workspace)
      : await findWorkspace(target.study ?? target.workspace)
  const [only] = manifest.studies
  const from = only?.folder ?? null
  const to =
    manifest.scope === 'study' && target.study !== null
      ? relative(workspace, resolve(target.study)).replaceAll('\\', '/') || '.'
      : null
  const placed = (path: string): string => (to === null || from === null ? path : moved(path, from, to))
  const folders = new Map<string, string>()
  const keys = new Map<string, string>()
  for (const { id, key, folder } of manifest.studies) {
    const place = to ?? folder
    if (place !== null) folders.set(id, join(workspace, place))
    keys.set(id, onServer ? await nameOnServer(folders.get(id) ?? null, key) : (place ?? key))
  }
  const files = manifest.files.map(({ path, sha256 }) => ({
    path,
    sha256,
    to: join(workspace, placed(path)),
  }))
  return { workspace, files, keys, folders }
}

/** The same without the files of some studies, which are not to come back. */
export function withoutStudies(
  place: RestorePlace,
  { studies }: BackupManifest,
  gone: readonly string[],
): RestorePlace {
  if (gone.length === 0) return place
  const isIn = (path: string, folder: string) =>
    folder === '.' ? !path.startsWith('.equipoise/') : path.startsWith(`${folder}/`)
  // A study may lie in the folder of another one: a file belongs to the innermost.
  const ownerOf = (path: string) =>
    studies
      .filter(({ folder }) => folder !== null && isIn(path, folder))
      .toSorted((one, other) => depthOf(other.folder) - depthOf(one.folder))[0]?.id
  const stays = (id: string | undefined) => id === undefined || !gone.includes(id)
  return {
    ...place,
    files: place.files.filter(({ path }) => stays(ownerOf(path))),
    folders: new Map([...place.folders].filter(([id]) => stays(id))),
  }
}

/** The workspace itself is the outermost. */
function depthOf(folder: string | null): number {
  return folder === null || folder === '.' ? 0 : folder.length
}

/** `a/b/protocol.yaml` of a study that was in `a/b` and goes to `c`: `c/protocol.yaml`. */
function moved(path: string, from: string, to: string): string {
  const inside = from === '.' ? path : relative(from, path).replaceAll('\\', '/')
  return to === '.' ? inside : `${to}/${inside}`
}

async function nameOnServer(folder: string | null, key: string): Promise<string> {
  if (z.uuid().safeParse(key).success) return key
  const own = folder === null ? null : await readFile(studyFolder(folder).identity, 'utf8').catch(() => null)
  return own?.trim() || randomUUID()
}
