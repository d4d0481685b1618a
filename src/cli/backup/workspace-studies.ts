import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { BackupManifest } from '../../store/backup/backup-manifest.ts'
import { withProblems } from '../../store/database-problem.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import type { Store } from '../../store/store.ts'
import { studyFolder } from '../study-folder.ts'
import { readTrialBlindness } from '../trial/trial-blindness.ts'
import { kindOf, namesIn } from './entries.ts'

/** A study of the database, and where its files are. */
export type StudyOfWorkspace = BackupManifest['studies'][number]

const rowsSchema = z.array(z.object({ id: z.guid(), key: z.string(), title: z.string() }))
/** Folders are looked through so many steps down for the names of studies on a server. */
const deepest = 3

/** All studies of the database with their folders below the workspace. */
export async function studiesOfWorkspace(
  store: Store,
  workspace: string,
): Promise<readonly StudyOfWorkspace[]> {
  const { rows } = await withProblems(() =>
    sql`select id, key, title from study order by id`.execute(store.database),
  )
  const named = await namedFolders(workspace, 0)
  const studies: StudyOfWorkspace[] = []
  for (const { id, key, title } of rowsSchema.parse(rows)) {
    const blind = await isBlind(store, { id })
    studies.push({ id, key, title, blind, folder: folderOf(workspace, key, named) })
  }
  return studies
}

/** Whether its log has to say of a copy that there is one: outcomes by arm are for nobody yet. */
async function isBlind(store: Store, study: { readonly id: string }): Promise<boolean> {
  if ((await readBlindness(store, study)).state === 'blind') return true
  const trial = await readTrialBlindness(store, study)
  return trial === 'open' || trial === 'coding'
}

/** Whole path of a study's files; null where they are not in this workspace. */
export function studyPath(workspace: string, study: Pick<StudyOfWorkspace, 'folder'>): string | null {
  return study.folder === null ? null : join(workspace, study.folder)
}

function folderOf(workspace: string, key: string, named: ReadonlyMap<string, string>): string | null {
  const folder = named.get(key)
  if (folder !== undefined) return relative(workspace, folder).replaceAll('\\', '/') || '.'
  // In a workspace's own database a study goes by its place.
  const isInside = key === '.' || !/^([/\\]|[a-zA-Z]:)|(^|[/\\])\.\.([/\\]|$)/.test(key)
  return isInside && existsSync(studyFolder(join(workspace, key)).protocol) ? key : null
}

/** Folders with a `study.id`, by the name in it. */
async function namedFolders(folder: string, depth: number): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const { identity } = studyFolder(folder)
  if (existsSync(identity)) found.set((await readFile(identity, 'utf8')).trim(), folder)
  if (depth === deepest) return found
  for (const name of await namesIn(folder)) {
    if (name.startsWith('.') || name === 'node_modules') continue
    const inner = join(folder, name)
    if ((await kindOf(inner)) !== 'folder') continue
    for (const [key, place] of await namedFolders(inner, depth + 1)) found.set(key, place)
  }
  return found
}
