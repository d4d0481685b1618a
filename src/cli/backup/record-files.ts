import { join, relative } from 'node:path'
import type { RecordFile } from '../../store/backup/write-backup.ts'
import { kindOf, namesIn } from './entries.ts'

/** Folders of `.equipoise` that hold what cannot be made again: corpora, models, releases and what was counted of them. */
export const recordFolders = ['corpora', 'models', 'releases', 'watch', 'retractions', 'data-hashes'] as const

/** Names beside a file that somebody is writing, and marks of processes: no part of any record. */
export const passingName =
  /\.partial-\d+-[0-9a-f]+$|\.old-\d+-[0-9a-f]+$|\.new-\d+-[0-9a-f]+$|^\.partial-|^indexing\.pid(\.|$)/

/** Files of record of a whole workspace, without those of its studies. */
export async function workspaceFiles(workspace: string): Promise<readonly RecordFile[]> {
  const lists = await Promise.all(
    recordFolders.map((name) => filesBelow(join(workspace, '.equipoise', name), workspace, isNoOther)),
  )
  return lists.flat()
}

/**
 * Files of a study: all that stands in its folder, but for hidden files, installed packages, and folders that are studies
 * or workspaces of their own. A screenshot that waits for its answer is hidden, and yet of the record.
 */
export async function studyFiles(studyFolder: string, workspace: string): Promise<readonly RecordFile[]> {
  return filesBelow(studyFolder, workspace, async (folder, name, isFolder) => {
    if (name.startsWith('.')) return !isFolder && name.startsWith('.unsaved-')
    if (name === 'node_modules') return false
    return !isFolder || !(await namesIn(join(folder, name))).some((inner) => ownFolderSigns.has(inner))
  })
}

const ownFolderSigns = new Set(['protocol.yaml', '.equipoise', 'manifest.sha256'])

type Wanted = (folder: string, name: string, isFolder: boolean) => Promise<boolean>

const isNoOther: Wanted = async () => true

async function filesBelow(folder: string, workspace: string, wanted: Wanted): Promise<RecordFile[]> {
  const found: RecordFile[] = []
  for (const name of [...(await namesIn(folder))].sort()) {
    if (passingName.test(name)) continue
    const from = join(folder, name)
    const kind = await kindOf(from)
    if (kind === 'other' || !(await wanted(folder, name, kind === 'folder'))) continue
    if (kind === 'folder') found.push(...(await filesBelow(from, workspace, wanted)))
    else found.push({ path: relative(workspace, from).replaceAll('\\', '/'), from })
  }
  return found
}
