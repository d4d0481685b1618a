import { join } from 'node:path'
import { ProblemError } from '../../problem.ts'
import { verifyBackup } from '../../store/backup/verify-backup.ts'
import { knownBackupFolders, newestBackup, unusableBackups } from '../backup/backups-folder.ts'
import { readRestoreJournal } from '../backup/restore-journal.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath } from '../study-folder.ts'
import { type Finding, note, notWhole, whole } from './finding.ts'

/** Whether a restore was begun that has not ended. */
export async function checkRestore(workspace: string): Promise<readonly Finding[]> {
  const journal = await readRestoreJournal(workspace)
  if (journal === null) return []
  const into = journal.study === null ? '' : ` --study ${shellPath(journal.study)}`
  return [
    notWhole('restore', {
      code: 'DOCTOR_RESTORE_BEGUN',
      message: 'A restore was begun and has not ended: files and rows may be of two moments.',
      place: { file: shownPath(join(workspace, '.equipoise', 'restore.json')) },
      value: journal.begunAt,
      expected: null,
      remedy: `Run it again: \`equipoise restore ${shellPath(journal.backup)}${into} --replace\`; what stands already is left.`,
    }),
  ]
}

/** The newest backup of the workspace, read to its last byte, and the manifests of the others. */
export async function checkBackups(workspace: string): Promise<readonly Finding[]> {
  const places = await knownBackupFolders(workspace)
  const unusable = (await Promise.all(places.map(unusableBackups)))
    .flat()
    .map((found) => notWhole('backups', found))
  const newest = await newestBackup(workspace)
  if (newest === null) {
    const folders = places.map(shownPath).join(', ')
    const none = `There is no backup of this workspace in ${folders}; equipoise backup makes one.`
    return [...unusable, note('backups', none)]
  }
  try {
    await verifyBackup(newest.folder)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return [...unusable, ...error.problems.map((found) => notWhole('backups', found))]
  }
  const told = `the newest is of ${newest.manifest.madeAt}, in ${shownPath(newest.folder)}`
  return [...unusable, whole('backups', told)]
}
